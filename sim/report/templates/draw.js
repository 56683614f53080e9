"use strict";
// Inflates plotly.js, then draws every figure in the colours that the page has at that moment.
(async () => {
  const page = JSON.parse(document.getElementById("figures").textContent);
  const night = matchMedia("(prefers-color-scheme: dark)");
  const print = matchMedia("print");
  const place = (id) => document.getElementById("plot-" + id);

  watched(document);

  const draw = () => {
    const width = print.matches ? { width: 660 } : {};
    return Promise.all(page.figures.map((figure) => painted(place(figure.id), figure, page.config, width)));
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
