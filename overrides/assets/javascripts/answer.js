// The answer of a calculator: a new one takes the place of the last without a jump, and its pictures follow.

import { draw } from "./charts.js";
import { morph } from "./morph.js";
import { safe } from "./spreadsheet.js";

const STOPS = "summary, a[href], [tabindex]"; // where keys stop in an answer
const LATE = 50; // ms after which a frame is not waited for: a page out of sight has none
const AFTER = 20; // ms from the digits to their pictures, which whoever types on need not wait for

// A picture is kept but for its name. What a <template> holds are no children of it.
function kept(old, fresh) {
  if (fresh.matches(".chart__picture")) old.setAttribute("aria-label", fresh.getAttribute("aria-label"));
  else if (fresh.tagName === "TEMPLATE") old.innerHTML = fresh.innerHTML;
  else if (fresh.tagName === "DETAILS") fresh.open = old.open;
  return fresh.matches(".chart__picture, template");
}

function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

// A frame has been handed over.
const frame = () => new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve, 1));
  setTimeout(resolve, LATE);
});

export class Answer {
  #output;
  #state;
  #charts;
  #stale;
  #shown = 0; // answers
  #opened = null; // the last opening as it came
  #seen = null;
  #before = null; // the opening of the last whole answer, while that of the next one stands in its place

  /** In a <calculator-form>; `charts` is the folder of the drawing library. */
  constructor(calculator, charts) {
    this.#output = calculator.querySelector(".calc__output");
    this.#state = calculator.querySelector(".calc__state");
    this.#charts = charts;
    this.#stale = calculator.words.stale;
  }

  get verdict() { return this.#output.querySelector(".verdict__words").textContent; }

  /** The part up to the first figures, while the rest is being made. */
  open(html) {
    if (!this.#figures || html === this.#opened) return;
    this.#opened = html;
    this.#before ??= this.#opening();
    this.#reopen(parsed(html));
    this.#seen = frame();
  }

  /** Until the opening is on the screen: the rest of an answer is work that its frame need not wait for. */
  get seen() { return this.#seen; }

  /** The rest will not come: the last answer, whole again. */
  takeBack() {
    if (this.#before) this.#reopen(this.#before);
    this.#before = this.#opened = null;
  }

  show(html) {
    this.#before = null;
    const carryOn = this.#carried();
    morph(this.#output, parsed(html), kept);
    carryOn();
    const answer = this.#shown += 1;
    requestAnimationFrame(() => setTimeout(() => this.#draw(answer), AFTER)); // once the digits are on the screen
  }

  get #figures() { return this.#output.querySelector(":scope > .figures"); }

  #opening() {
    const range = document.createRange();
    range.setStart(this.#output, 0);
    range.setEndAfter(this.#figures);
    return range.cloneContents();
  }

  #reopen(fresh) {
    morph(this.#output, fresh, kept, this.#figures.nextSibling);
  }

  // Where the new answer has more parts than the last, or fewer: what is open stays open, the last picture until the new one is
  // drawn, and the focus at the same stop.
  #carried() {
    const all = (selector) => [...this.#output.querySelectorAll(selector)];
    const pictures = all(".chart__picture").map((picture) => picture.firstElementChild);
    const open = all("details").map((details) => details.open);
    const focused = all(STOPS).indexOf(document.activeElement);
    return () => {
      all(".chart__picture").forEach((picture, i) => { if (!picture.firstElementChild && pictures[i]) picture.append(pictures[i]); });
      all("details").forEach((details, i) => { details.open = open[i] ?? false; });
      if (focused >= 0) (all(STOPS)[focused] ?? this.#state).focus({ preventScroll: true });
    };
  }

  #draw(answer) {
    const wanted = () => answer === this.#shown; // not overtaken by another
    if (!wanted()) return;
    for (const figure of this.#output.querySelectorAll(".chart")) {
      draw(figure, this.#charts, wanted).catch(() => { if (wanted()) this.#tellStale(figure); });
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
