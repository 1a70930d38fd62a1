// The page's own script: each import is one custom element or one repair, and the page is whole without any of them.
import "./arrival.js";
import "./calculator.js";
import "./checklist-progress.js";
import "./checklist.js";
import "./drawer.js";
import "./drop.js";
import "./edition.js";
import "./language-link.js";
import "./moved.js";
import "./next-page.js";
import "./offline.js";
import "./readiness.js";
import "./rule-register.js";
import "./search-box.js";
import "./slide.js";
import "./stillness.js";
import "./terms.js";
