// Words that may be pasted into a spreadsheet or opened with one. `calculators/_spreadsheet.py` says why, for files made in Python.

const FORMULA = /((?:^|[,;|\t\r\n])[\s"]*)(?=[=+\-@＝＋－＠])/g;

/** Words with an apostrophe wherever a spreadsheet would begin a formula. */
export const safe = (words) => words.replace(FORMULA, "$1'");
