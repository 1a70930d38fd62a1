// The address bar beside a calculator: what its fragment opens, and the fragment that follows the form.

import * as address from "./address.js";

const PAUSE = 100; // ms after a change: a browser that has an address to change computes, lays out and paints later
const LATER = 5000; // ms after which an address that the browser refused to change is written again

export class AddressBar {
  #name;
  #data;
  #writing;
  #due = null;
  #leaving = null;

  constructor(name, data) {
    this.#name = name;
    this.#data = data;
  }

  /** All that the fragment asks of the form, {preset, values}, or {error}; null where it is not for this calculator. */
  read() {
    const { version, defaults, presets } = this.#data;
    const found = address.read(location.hash, this.#name, version, Object.keys(defaults), presets);
    if (found) this.end(); // or what is still to be written would take the place of what is read
    return found?.values ? { ...found, values: { ...this.#base(found.preset), ...found.values } } : found;
  }

  /** Write once the reader pauses, or is about to leave; `values` tells them then. */
  follow(preset, values) {
    this.end();
    this.#due = () => this.write(preset, values());
    this.#writing = setTimeout(this.#due, PAUSE);
    const { signal } = this.#leaving = new AbortController();
    document.addEventListener("click", this.#due, { capture: true, signal });
    addEventListener("beforeunload", this.#due, { signal }); // for as long as it takes: some browsers forget a page that has one
  }

  /** Write now what waits for a pause. */
  settle() {
    this.#due?.();
  }

  /** Returns whether something is too long for an address and was left out. */
  write(preset, values) {
    this.end();
    const { fragment, short } = address.write(this.#name, this.#data.version, this.#base(preset), values, preset);
    try {
      history.replaceState(history.state, "", fragment || location.pathname + location.search);
    } catch { // Safari lets a page do this a hundred times in half a minute, and somebody who types fast does it oftener
      this.#writing = setTimeout(() => this.write(preset, values), LATER);
    }
    return short;
  }

  end() {
    clearTimeout(this.#writing);
    this.#leaving?.abort();
    this.#due = null;
  }

  #base(preset) {
    return this.#data.presets[preset] ?? this.#data.defaults;
  }
}
