// Styles stop what moves for readers who ask for that, but not the theme's script, which scrolls smoothly by its own word.
const still = matchMedia("(prefers-reduced-motion: reduce)");
for (const name of ["scrollTo", "scrollBy"]) {
  const move = Element.prototype[name];
  Element.prototype[name] = function scroll(...where) {
    const [options] = where;
    return move.apply(this, still.matches && options?.behavior ? [{ ...options, behavior: "instant" }] : where);
  };
}
