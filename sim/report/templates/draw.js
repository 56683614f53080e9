"use strict";
// Inflates plotly.js, then draws every figure in the colours that the page has at that moment.
(async () => {
  const page = JSON.parse(document.getElementById("figures").textContent);
  const night = matchMedia("(prefers-color-scheme: dark)");
  const print = matchMedia("print");
  const place = (id) => document.getElementById("plot-" + id);

  // Only what stands under a key of colour can be a token: no name from a file is ever replaced.
  const isColour = (key) => /color(s|scale)?$/i.test(key);
  const themed = (value, key, style) => {
    if (Array.isArray(value)) return value.map((item) => themed(item, key, style));
    if (value && typeof value === "object")
      return Object.fromEntries(Object.entries(value).map(([k, item]) => [k, themed(item, k, style)]));
    return typeof value === "string" && value[0] === "@" && isColour(key)
      ? style.getPropertyValue("--" + value.slice(1)).trim() : value;
  };

  // A table that is wider than its place says so.
  const watch = new ResizeObserver((seen) => seen.forEach(({ target }) =>
    target.toggleAttribute("data-scrolls", target.scrollWidth > target.clientWidth + 1)));
  document.querySelectorAll(".wide").forEach((table) => watch.observe(table));

  const draw = () => {
    const style = getComputedStyle(document.documentElement);
    const width = print.matches ? { width: 660 } : {};
    return Promise.all(page.figures.map((figure) => Plotly.react(
      place(figure.id), themed(figure.data, "", style), { ...themed(figure.layout, "", style), ...width }, page.config)));
  };

  try {
    const packed = Uint8Array.from(atob(document.getElementById("plotly").textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(stream).text();
    document.head.append(script);
    await draw();
    night.addEventListener("change", draw);
    print.addEventListener("change", draw);
    document.documentElement.dataset.drawn = "yes";
  } catch (problem) {
    for (const figure of page.figures)
      place(figure.id).textContent = "This browser cannot draw the figure; its numbers stand below.";
    document.documentElement.dataset.drawn = String(problem);
  }
})();
