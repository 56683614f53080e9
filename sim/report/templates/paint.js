"use strict";
// Draws a figure in the colours that the page has at that moment.
const painted = (() => {
  // Only what stands under a key of colour can be a token: no name from a file is ever replaced.
  const isColour = (key) => /color(s|scale)?$/i.test(key);
  const themed = (value, key, style) => {
    if (Array.isArray(value)) return value.map((item) => themed(item, key, style));
    if (value && typeof value === "object")
      return Object.fromEntries(Object.entries(value).map(([k, item]) => [k, themed(item, k, style)]));
    return typeof value === "string" && value[0] === "@" && isColour(key)
      ? style.getPropertyValue("--" + value.slice(1)).trim() : value;
  };
  return (place, figure, config, more) => {
    const style = getComputedStyle(document.documentElement);
    return Plotly.react(
      place, themed(figure.data, "", style), { ...themed(figure.layout, "", style), ...more }, config);
  };
})();

// A table that is wider than its place says so.
const watched = (() => {
  const watch = new ResizeObserver((seen) => seen.forEach(({ target }) =>
    target.toggleAttribute("data-scrolls", target.scrollWidth > target.clientWidth + 1)));
  return (place) => place.querySelectorAll(".wide").forEach((table) => watch.observe(table));
})();
