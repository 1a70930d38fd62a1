// <check-list> makes the boxes in it remember. Its words stand in the page.

import * as files from "./checklist-files.js";
import { change, read, remembers, ticks } from "./checklist-store.js";
import { PageElement } from "./element.js";
import { today, Trouble } from "./wording.js";

class CheckList extends PageElement {
  #cleared = {};

  connectedCallback() {
    this.listen(this, "change", ({ target }) => this.#changed(target));
    this.listen(this, "click", ({ target }) => this.#do(target.closest("[data-do]")?.dataset.do));
    this.listen(this, "keydown", ({ key }) => key === "Escape" && this.#do("keep"));
    this.listen(ticks, "change", () => this.#paint());
    this.partNamed("tools").hidden = false;
    this.#paint();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#cleared = {};
  }

  #boxes(within = this) {
    return [...within.querySelectorAll("input[data-item]")];
  }

  #paint() {
    const now = read();
    for (const box of this.#boxes()) {
      const label = box.closest("label");
      const day = now[box.dataset.item] ?? "";
      box.checked = day !== "";
      if (!label.nextElementSibling?.matches("time")) label.after(document.createElement("time"));
      label.nextElementSibling.textContent = label.nextElementSibling.dateTime = day;
    }
    this.partNamed("forgotten").hidden = remembers();
    this.button("undo").hidden = Object.keys(this.#cleared).length === 0;
  }

  #changed(target) {
    if (target === this.partNamed("file")) return this.#import(target);
    const id = target.dataset.item;
    change(({ [id]: _, ...others }) => (target.checked ? { ...others, [id]: today() } : others));
    const progress = target.closest(".check-group").querySelector("check-progress");
    this.partNamed("heard").textContent = progress.textContent;
  }

  #do(name) {
    if (["markdown", "csv", "json"].includes(name)) this.#export(name);
    if (name === "import") this.partNamed("file").click();
    if (name === "clear") this.#ask();
    if (name === "confirm") this.#clear();
    if (name === "keep" && !this.partNamed("confirm").hidden) this.#asked("clear");
    if (name === "undo") this.#undo();
  }

  #say(name, values) {
    this.partNamed("message").textContent = this.sentence(name, values);
  }

  #export(kind) {
    const now = read();
    const groups = [...this.querySelectorAll(".check-group")].map((group) => ({
      title: group.dataset.title,
      address: new URL(group.dataset.href, document.baseURI).href,
      items: this.#boxes(group).map((box) => ({
        id: box.dataset.item,
        text: box.closest("label").textContent.trim().replace(/\s+/g, " "),
        day: now[box.dataset.item] ?? "",
      })),
    }));
    const file = files[kind](groups, this.words, today());
    const name = `checklist-${this.dataset.page.replaceAll("/", "-")}-${today()}.${file.end}`;
    files.save(file, name);
    this.#say("exported", { file: name });
  }

  async #import(input) {
    try {
      const found = await files.backup(input.files[0]);
      const before = Object.keys(read()).length;
      change((now) => ({ ...found, ...now }));
      this.#say("imported", { all: Object.keys(found).length, new: Object.keys(read()).length - before });
    } catch (why) {
      if (!(why instanceof Trouble)) throw why;
      this.#say(why.message, why.values);
    } finally {
      input.value = ""; // the same file, mended, can be chosen again
    }
  }

  #shown() {
    const now = read();
    return this.#boxes().map((box) => box.dataset.item).filter((id) => Object.hasOwn(now, id));
  }

  #ask() {
    const n = this.#shown().length;
    if (!n) return this.#say("nothing");
    this.partNamed("question").textContent = this.sentence("ask", { n });
    this.partNamed("confirm").hidden = false;
    this.button("clear").hidden = true;
    this.button("keep").focus();
  }

  #asked(focus) {
    this.partNamed("confirm").hidden = true;
    this.button("clear").hidden = false;
    this.button(focus).focus();
  }

  #clear() {
    const gone = this.#shown();
    const now = read();
    this.#cleared = { ...this.#cleared, ...Object.fromEntries(gone.map((id) => [id, now[id]])) };
    change((all) => Object.fromEntries(Object.entries(all).filter(([id]) => !gone.includes(id))));
    this.#say("cleared", { n: gone.length });
    this.#asked("undo");
  }

  #undo() {
    const n = Object.keys(this.#cleared).length;
    const back = this.#cleared;
    this.#cleared = {};
    change((now) => ({ ...back, ...now }));
    this.#say("restored", { n });
    this.button("clear").focus();
  }
}

customElements.define("check-list", CheckList);
