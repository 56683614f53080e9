"use strict";
// Draws each figure once it is seen, in the colours that the page has at that moment; plotly.js is inflated before.
(async () => {
  const page = JSON.parse(document.getElementById("figures").textContent);
  const night = matchMedia("(prefers-color-scheme: dark)");
  const print = matchMedia("print");
  const place = (id) => document.getElementById("plot-" + id);

  // Texts of several lines are kept as numbers of lines.
  for (const { data } of page.figures) for (const trace of data)
    if (trace.hovertext && trace.hovertext.of)
      trace.hovertext = trace.hovertext.of.map((text) => text.map((k) => trace.hovertext.lines[k]).join("<br>"));
  const figures = new Map(page.figures.map((figure) => [place(figure.id), figure]));
  const drawn = new Set();

  watched(document);

  const draw = (plot) => {
    drawn.add(plot);
    return painted(plot, figures.get(plot), page.config, print.matches ? { width: 660 } : {});
  };
  const again = () => Promise.all([...drawn].map(draw));

  // A chapter opens when it is linked to, and all of them on paper.
  const opened = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    target.querySelectorAll(":scope > details.chapter").forEach((chapter) => { chapter.open = true; });
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", opened);
  document.querySelectorAll('a[href^="#"]').forEach((link) => link.addEventListener("click", () => setTimeout(opened)));
  opened();

  let closed = [];
  const onPaper = () => {
    closed = [...document.querySelectorAll("details.chapter:not([open])")];
    closed.forEach((chapter) => { chapter.open = true; });
    return Promise.all([...figures.keys()].map(draw));
  };
  const onScreen = () => {
    closed.forEach((chapter) => { chapter.open = false; });
    closed = [];
    return again();
  };

  try {
    if (!window.Plotly) {
      const packed = Uint8Array.from(atob(document.getElementById("plotly").textContent), (c) => c.charCodeAt(0));
      const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
      const script = document.createElement("script");
      script.textContent = await new Response(stream).text();
      document.head.append(script);
    }
    const first = new Promise((done) => {
      const seen = new IntersectionObserver((entries) => {
        const inView = entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target);
        inView.forEach((plot) => seen.unobserve(plot));
        done(Promise.all(inView.filter((plot) => !drawn.has(plot)).map(draw)));
      }, { rootMargin: "400px" });
      figures.forEach((_, plot) => seen.observe(plot));
      if (!figures.size) done();
    });
    await first;
    night.addEventListener("change", again);
    print.addEventListener("change", () => (print.matches ? onPaper() : onScreen()));
    document.documentElement.dataset.drawn = "yes";
  } catch (problem) {
    for (const plot of figures.keys())
      plot.textContent = "This browser cannot draw the figure; its numbers stand below.";
    document.documentElement.dataset.drawn = String(problem);
  }
})();
