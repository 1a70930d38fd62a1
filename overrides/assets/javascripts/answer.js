// The answer of a calculator: a new one takes the place of the last without a jump, and its pictures follow.

import { draw } from "./charts.js";
import { safe } from "./spreadsheet.js";

const STOPS = "summary, a[href], [tabindex]"; // where keys stop in an answer
const AFTER = 20; // ms from the digits to their pictures, which whoever types on need not wait for

export class Answer {
  #output;
  #state;
  #charts;
  #stale;

  /** In a <calculator-form>; `charts` is the folder of the drawing library. */
  constructor(calculator, charts) {
    this.#output = calculator.querySelector(".calc__output");
    this.#state = calculator.querySelector(".calc__state");
    this.#charts = charts;
    this.#stale = calculator.words.stale;
  }

  get verdict() { return this.#output.querySelector(".verdict__words").textContent; }

  show(html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    this.#carryOver(fresh.content);
    const focused = this.#stops().indexOf(document.activeElement);
    this.#output.replaceChildren(fresh.content);
    if (focused >= 0) (this.#stops()[focused] ?? this.#state).focus({ preventScroll: true });
    const figures = [...this.#output.querySelectorAll(".chart")];
    requestAnimationFrame(() => setTimeout(() => this.#draw(figures), AFTER)); // once the digits are on the screen
  }

  // What is open stays open, and the last picture until the new one is drawn.
  #carryOver(fresh) {
    const pictures = [...this.#output.querySelectorAll(".chart__picture")];
    const open = [...this.#output.querySelectorAll("details")].map((details) => details.open);
    fresh.querySelectorAll(".chart__picture").forEach((picture, i) => picture.replaceChildren(...(pictures[i]?.childNodes ?? [])));
    fresh.querySelectorAll("details").forEach((details, i) => { details.open = open[i] ?? false; });
  }

  #stops() {
    return [...this.#output.querySelectorAll(STOPS)];
  }

  #draw(figures) {
    for (const figure of figures) { // those of an answer that has been overtaken are gone
      if (figure.isConnected) draw(figure, this.#charts).catch(() => this.#tellStale(figure));
    }
  }

  #tellStale(figure) {
    figure.classList.add("chart--stale");
    figure.append(Object.assign(document.createElement("p"), { className: "chart__stale", textContent: this.#stale }));
  }

  /** Its words and figures, a line each, and where they come from. */
  asText() {
    const lines = [...this.#output.querySelectorAll(".verdict__words")].map((words) => words.textContent);
    for (const item of this.#output.querySelectorAll(".figures > div")) {
      lines.push([...item.children].map((part) => part.textContent).join(" · "));
    }
    return safe([...lines, location.href].join("\n"));
  }
}
