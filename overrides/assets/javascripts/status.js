// The line under a calculator's answer: what is going on, with the buttons that go with it, and what a screen reader hears.

const SILENCE = 1000; // ms without a change after which a screen reader is told the outcome

export class Status {
  #calculator;
  #line;
  #saying;

  constructor(calculator) {
    this.#calculator = calculator;
    this.#line = calculator.querySelector(".calc__state");
  }

  /** Without a sentence the last one stays: most answers come before a new one could be read. */
  set(state, sentence) {
    this.#calculator.dataset.state = state;
    if (sentence !== undefined) this.#line.textContent = sentence;
    this.offer("retry", state === "broken");
  }

  /** As `set`, and heard. */
  tell(state, sentence) {
    this.set(state, sentence);
    this.say(sentence);
  }

  /** A screen reader hears one sentence once the reader pauses, not every state, digit and table on the way. */
  say(sentence) {
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => { this.#calculator.querySelector(".calc__said").textContent = sentence; }, SILENCE);
  }

  /** A calculation that takes long may be stopped, and the answer that it will replace steps back. */
  slow(is) {
    this.offer("stop", is);
    this.#calculator.toggleAttribute("data-slow", is);
  }

  /** A button that goes while it has the focus leaves it to the words beside it. */
  offer(name, offered) {
    const button = this.#calculator.button(name);
    if (!offered && button === document.activeElement) this.#line.focus();
    button.hidden = !offered;
  }
}
