// <check-progress> counts the ticks of a checklist, or of several.

import { read, ticks } from "./checklist-store.js";
import { PageElement } from "./element.js";

class CheckProgress extends PageElement {
  connectedCallback() {
    this.listen(ticks, "change", () => this.#paint());
    this.#paint();
  }

  #paint() {
    const now = read();
    const ids = this.dataset.items.split(" ");
    const done = ids.filter((id) => Object.hasOwn(now, id)).length;
    this.partNamed("done").textContent = done;
    this.querySelector("progress").value = done;
    this.style.setProperty("--items", ids.length);
    this.dataset.state = done === ids.length ? "all" : done ? "some" : "none";
  }
}

customElements.define("check-progress", CheckProgress);
