"use strict";
// All screens: what is moved becomes a link, the link is asked, and each answer is shown as it comes.
(() => {
  const one = (what, where = document) => where.querySelector(what);
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const { live, token } = document.body.dataset;
  const config = JSON.parse(document.body.dataset.config);

  // Figures are drawn when they are seen, and again when night falls.
  const figures = new Map();
  let plotly = null;
  const library = () => plotly ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    Object.assign(script, { src: "plotly.js", onload: done, onerror: failed });
    document.head.append(script);
  });
  const draw = async (place) => {
    await library();
    if (place.isConnected) await painted(place, figures.get(place), config);
    document.documentElement.dataset.drawn = "yes";
  };
  const sight = new IntersectionObserver((seen) => seen.forEach(({ target, isIntersecting }) => {
    if (isIntersecting) { sight.unobserve(target); draw(target); }
  }));
  const inSight = (place) => {
    const { top, bottom } = place.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
    figures.forEach((_, place) => place.isConnected ? draw(place) : figures.delete(place)));

  // HTML of ours, with its figures; one that is there already only moves.
  const fill = (place, part) => {
    const before = new Map(all(".plot", place).map((plot) => [plot.id, plot]));
    const open = all("details[open]", place).length > 0;
    place.innerHTML = part.html;
    all("details", place).slice(0, 1).forEach((details) => details.open = open);
    for (const figure of part.figures) {
      const fresh = document.getElementById(`plot-${figure.id}`), old = before.get(fresh.id);
      const plot = old ?? fresh;
      if (old) { old.style.minHeight = fresh.style.minHeight; fresh.replaceWith(old); }
      figures.set(plot, figure);
      plot.setAttribute("role", "group");
      plot.setAttribute("aria-labelledby", `title-${figure.id}`);
      if (old && inSight(plot)) draw(plot); else sight.observe(plot);
    }
    watched(place);
  };

  const read = async (url, options) => {
    const answer = await fetch(url, options);
    if (!answer.ok) throw new Error(await answer.text());
    return answer;
  };
  const say = (text) => { const place = one("#done"); if (place) place.textContent = text; };
  const wrong = (text) => { const place = one("#alert"); if (place) { place.hidden = !text; place.textContent = text; } };

  // The link: what is changed, and what is the app's own.
  const changes = new Map(), own = new Map(), pins = new Set();
  new URLSearchParams(location.search).forEach((value, key) =>
    key === "_pin" ? pins.add(value) : (key[0] === "_" ? own : changes).set(key, value));
  const pinned = () => [...pins].map((path) => ["_pin", path]);
  const query = (...more) => String(new URLSearchParams([...own, ...pinned(), ...changes, ...more]));
  // What goes along to the other screens.
  const carried = () => String(new URLSearchParams(
    [...[...own].filter(([key]) => ["_in", "_seed"].includes(key)), ...pinned(), ...changes]));
  const noted = () => {
    history.replaceState(null, "", here());
    for (const link of all("header nav a, #overlay, #to-draft, #proposal"))
      link.href = `${link.getAttribute("href").split("?")[0]}?${link.id === "proposal" ? query() : carried()}`;
  };
  const here = () => `${location.pathname}${query() ? "?" + query() : ""}`;

  // How many changes were tried, in this tab: chance is counted over all of them.
  const store = `tried ${location.pathname} ${own.get("_in") ?? ""}`;
  const looked = new Set(JSON.parse(sessionStorage.getItem(store) ?? "[]"));
  const tried = () => {
    const key = query();
    if (changes.size) looked.add(key);
    sessionStorage.setItem(store, JSON.stringify([...looked].slice(-2000)));
    return Math.max(1, looked.size);
  };

  // The stream: a new one ends the one before it, here and on the machine that plays.
  let under = null, latest = null;
  async function* lines(url, signal) {
    const reader = (await read(url, { signal })).body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ""; ;) {
      const { value, done } = await reader.read();
      if (done) return;
      const parts = (rest + value).split("\n");
      rest = parts.pop();
      for (const part of parts) yield JSON.parse(part);
    }
  }
  const show = (part) => {
    if (part.notice) { one("#status").textContent = part.notice; return; }
    if (part.error) throw new Error(part.error);
    latest = part;
    if (part.chart && one("#ghost")) fill(one("#ghost"), part.chart);
    if (part.excluded) all("#text option").forEach((option) => option.disabled = part.excluded.some(([name, other]) =>
      option.parentNode.name === `_o.${name}` && option.value === other));
    one("#answer").innerHTML = part.html;
    if (one("#brief")) one("#brief").textContent = one("#answer .headline")?.textContent ?? "";
    watched(one("#answer"));
    const whole = part.runs === part.of;
    one("#status").textContent = `${part.runs.toLocaleString("en")} replications${whole ? "." : `, on the way to ${part.of.toLocaleString("en")}…`}`;
    document.documentElement.dataset.runs = part.runs;
    if (whole) all(".chapter[open]").forEach(chapter);
  };
  const play = async () => {
    under?.abort();
    const mine = under = new AbortController();
    noted();
    chips();
    wrong("");
    document.documentElement.dataset.runs = 0;
    one("#answer").classList.add("waiting");
    try {
      for await (const part of lines(`${live}?${query(["_tried", tried()])}`, mine.signal)) {
        if (mine !== under) return;
        one("#answer").classList.remove("waiting");
        show(part);
      }
    } catch (problem) {
      if (problem.name !== "AbortError" && mine === under) { wrong(problem.message); one("#status").textContent = ""; }
    }
  };
  // A move is answered at once, unless it follows another closely: then when they pause.
  let timer = 0, before = -Infinity;
  const soon = (wait = 40) => {
    const now = performance.now();
    clearTimeout(timer);
    timer = setTimeout(play, now - before < 3 * wait ? wait : 0);
    before = now;
  };

  const chapter = async (details) => {
    const inside = one(".inside", details);
    inside.classList.add("waiting");
    try { fill(inside, await (await read(`chapter?${query(["_chapter", details.dataset.chapter], ["_tried", tried()])}`)).json()); }
    catch (problem) { inside.textContent = problem.message; }
    inside.classList.remove("waiting");
  };

  // What is changed, as buttons that take it back.
  const chips = () => {
    const place = one("#changed");
    if (!place) return;
    const list = document.createElement("ul");
    list.className = "chips";
    changes.forEach((value, key) => {
      const item = document.createElement("li"), button = document.createElement("button"), path = key.replace(/^shift:/, "");
      const said = knobs(path).map((knob) => one("label", knob).textContent)[0] ?? path;
      Object.assign(button, { type: "button", title: key, textContent: `${said} ${path === key ? "=" : "moved by"} ${value} ✕` });
      button.setAttribute("aria-label", `take back ${said} (${key})`);
      button.addEventListener("click", () => { changes.delete(key); restore(key); soon(0); });
      item.append(button);
      list.append(item);
    });
    place.replaceChildren(...(changes.size ? [list] : []));
    all("input[data-parts]").forEach((box) => box.checked = JSON.parse(box.dataset.parts).every(([k, v]) => changes.get(k) === v));
  };
  const knobs = (path, where = document) => all(".knob", where).filter((knob) => knob.dataset.path === path);
  const restore = (key) => knobs(key.replace(/^shift:/, "")).forEach((knob) =>
    all(".slide[data-at]", knob).forEach((slide) => all("input", slide).forEach((input) => input.value = slide.dataset.at)));

  const put = (key, value, usual) => { if (value === usual) changes.delete(key); else changes.set(key, value); };
  const turn = (input) => {
    const knob = input.closest(".knob"), slide = input.closest(".slide"), { path } = knob.dataset;
    if (input.value === "" || !Number.isFinite(Number(input.value))) return;
    const value = input.type === "range" ? nearest(input) : input.value;
    if (knob.classList.contains("weight")) weigh(knob, Number(value) / 100);
    else {
      const shift = slide.dataset.mode === "shift";
      changes.delete(shift ? path : `shift:${path}`);
      put(shift ? `shift:${path}` : path, value, String(Number(slide.dataset.at)));
      knobs(path).forEach((other) =>
        all(`.slide[data-mode=${slide.dataset.mode}] input`, other).forEach((twin) => { if (twin !== input) twin.value = value; }));
    }
    soon();
  };
  // In round steps, and just at the file's own value where that is near.
  const nearest = (input) => {
    const step = Number(input.dataset.step), at = Number(input.closest(".slide").dataset.at ?? NaN);
    const round = Number((Math.round(Number(input.value) / step) * step).toPrecision(10));
    return String(Math.abs(round - at) < step / 2 ? at : round);
  };
  const weigh = (knob, share) => {
    const group = all(".weight", knob.closest("[data-group]"));
    const rest = group.filter((other) => other !== knob).reduce((sum, other) => sum + Number(other.dataset.raw), 0);
    const raw = Number((rest * share / (1 - share)).toPrecision(6));
    knob.dataset.raw = raw;
    changes.set(knob.dataset.path, String(raw));
    group.forEach((other) => {
      const part = 100 * Number(other.dataset.raw) / (rest + raw || 1);
      if (other !== knob) one("input", other).value = part;
      one("output", other).textContent = `${part.toFixed(0)}%`;
    });
  };
  // What is pinned, and what was moved anywhere on the page, stays at hand and in the link.
  const atHand = async (path) => {
    if (one("#pinned") && !knobs(path, one("#pinned")).length) {
      await load(one("#pinned"), `knobs?${carried()}&_list=pinned`);
      changes.forEach((value, key) => {  // what was moved on meanwhile
        const path = key.replace(/^shift:/, ""), mode = path === key ? "fix" : "shift";
        knobs(path, one("#pinned")).forEach((knob) => all(`.slide[data-mode=${mode}] input`, knob).forEach((input) => input.value = value));
      });
      chips();
    }
  };
  const pin = (path) => {
    const on = pins.has(path);
    if (on) pins.delete(path); else pins.add(path);
    knobs(path).forEach((knob) => {
      const button = one(".pin", knob);
      button?.setAttribute("aria-pressed", !on);
      if (button) button.textContent = on ? "pin" : "pinned";
    });
    noted();
    if (on && !changes.has(path) && !changes.has(`shift:${path}`)) knobs(path, one("#pinned")).forEach((knob) => knob.remove());
    else atHand(path);
  };
  const flip = (parts) => {
    const on = parts.every(([key, value]) => changes.get(key) === value);
    parts.forEach(([key, value]) => on ? changes.delete(key) : changes.set(key, value));
    soon(0);
  };

  const load = async (place, url) => {
    try { place.innerHTML = await (await read(url)).text(); } catch (problem) { place.textContent = problem.message; }
  };
  const send = async (url, fields) => read(url, {
    method: "POST", body: new URLSearchParams(fields), headers: { "x-token": token },
  });

  let searching = 0;
  document.addEventListener("input", ({ target }) => {
    if (target.closest(".slide")) turn(target);
    if (target.dataset.find !== undefined) {
      clearTimeout(searching);
      searching = setTimeout(() => target.value.trim()
        ? load(one("#found"), target.dataset.find + encodeURIComponent(target.value)) : one("#found").replaceChildren(), 150);
    }
  });
  document.addEventListener("change", ({ target }) => {
    const { dataset } = target;
    if (dataset.weights !== undefined) load(one("#weighed"), `knobs?${query(["_list", "weights"], ["_actor", target.value])}`);
    if (dataset.set) { put(dataset.set, target.value, one("option[data-usual]", target)?.value); soon(0); }
    if (dataset.parts) flip(JSON.parse(dataset.parts));
    if (target.closest(".slide") && !target.closest(".weight")) atHand(target.closest(".knob").dataset.path);
    if (target.matches(".mode")) {
      const { path } = target.closest(".knob").dataset;
      knobs(path).forEach((knob) => {
        one(".mode", knob).value = target.value;
        all(".slide", knob).forEach((slide) => slide.hidden = slide.dataset.mode !== target.value);
      });
      changes.delete(path); changes.delete(`shift:${path}`); restore(path); soon(0);
    }
    if (target.form?.matches("#text")) draft(target.form);
  });
  document.addEventListener("click", async ({ target }) => {
    const { dataset } = target;
    if (dataset.pin) pin(dataset.pin);
    if (dataset.take) flip(JSON.parse(dataset.take));
    if (dataset.copy) {
      const text = dataset.copy === "link" ? location.href : dataset.copy === "settings" ? latest?.command : one(dataset.copy)?.value;
      try { await navigator.clipboard.writeText(text ?? ""); say("Copied."); } catch { prompt("To copy:", text); }
    }
    if (target.id === "reset") { changes.clear(); all(".knob").forEach((knob) => restore(knob.dataset.path)); soon(0); }
    if (target.id === "keep") {
      say("Playing and keeping it…");
      try { const kept = await (await send("keep", [...own, ...changes])).json(); say(`Kept: ${kept.told}. `); one("#done").append(anchor("gallery", "To what was kept")); }
      catch (problem) { say(""); wrong(problem.message); }
    }
    if (dataset.play) {
      target.disabled = true;
      try { for await (const part of lines(dataset.play.includes("?") ? dataset.play : `${dataset.play}?${query()}`)) { if (part.error) throw new Error(part.error); one(dataset.into).innerHTML = part.html; } }
      catch (problem) { one(dataset.into).textContent = problem.message; }
      target.disabled = false;
    }
    if (dataset.swap) { const [name, option] = JSON.parse(dataset.swap); one("#text").elements[`_o.${name}`].value = option; draft(one("#text")); }
  });
  // A room: what is done is sent, and what others do is looked for.
  document.addEventListener("submit", async (event) => {
    const { target, submitter } = event, { send: url } = target.dataset;
    if (!url) return;
    event.preventDefault();
    wrong("");
    const fields = new FormData(target, submitter);
    if (submitter) submitter.disabled = true;
    try {
      const { href } = await (await send(url, fields)).json();
      if (href) location.href = href; else location.reload();
    } catch (problem) { wrong(problem.message); if (submitter) submitter.disabled = false; }
  });
  const { watch, moves } = document.body.dataset;
  if (watch) setInterval(async () => {
    if (document.hidden) return;
    try { if ((await (await read(watch)).json()).moves !== Number(moves)) location.reload(); } catch { /* the next time */ }
  }, 1500);
  const anchor = (href, text) => Object.assign(document.createElement("a"), { href, textContent: text });
  document.addEventListener("toggle", ({ target }) => {
    if (target.matches?.(".chapter[open]") && latest) chapter(target);
  }, true);

  // The draft screen: the text is in the app's own part of the link.
  const draft = (form) => {
    [...own.keys()].filter((key) => key.startsWith("_o.")).forEach((key) => own.delete(key));
    new FormData(form).forEach((value, key) => own.set(key, value));
    soon(0);
  };

  watched(document);
  all("[data-load]").forEach((place) => load(place, place.dataset.load));
  if (live) { if (one("#text")) draft(one("#text")); else play(); } else chips();
})();
