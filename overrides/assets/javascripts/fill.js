// A sentence with its {gaps} filled.
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
