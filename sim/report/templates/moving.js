// Sliders: each replication counts for as much as it is likelier once numbers are drawn otherwise. What was drawn is not
// kept in the page but found again, as the program finds it: from a key, the number of the replication, and mixing.
(() => {
  const holder = document.getElementById("moving");
  if (!holder) return;
  const { ends, settled, among, slides, groups, again } = JSON.parse(holder.querySelector("script").textContent);
  const of = ends.length, Z = 1.959963984540054, FEWEST = 100, FEWEST_AMONG = 50, LEAST = 0.05;
  const MASK = (1n << 64n) - 1n, GOLDEN = 0x9E3779B97F4A7C15n;

  const mixed = (x) => {
    x ^= x >> 30n; x = (x * 0xBF58476D1CE4E5B9n) & MASK;
    x ^= x >> 27n; x = (x * 0x94D049BB133111EBn) & MASK;
    return x ^ (x >> 31n);
  };
  const found = new Map();
  const luck = (name) => {
    if (!found.has(name)) {
      const key = BigInt(name);
      found.set(name, Float64Array.from({ length: of }, (_, r) => {
        const start = mixed((key + BigInt(r + 1) * GOLDEN) & MASK);
        return Number(mixed((start + GOLDEN) & MASK) >> 12n) * 2 ** -52 + 2 ** -53;
      }));
    }
    return found.get(name);
  };

  // The normal distribution: Press et al. (1992), Numerical Recipes, section 6.2, and its inverse after Acklam (2003).
  const ndtr = (z) => {
    const x = Math.abs(z) / Math.SQRT2, t = 1 / (1 + 0.5 * x);
    const c = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
      -0.82215223, 0.17087277];
    const tail = 0.5 * t * Math.exp(c.reduceRight((sum, each) => sum * t + each, 0) - x * x);
    return z > 0 ? 1 - tail : tail;
  };
  const sum = (c, x) => c.reduce((total, each) => total * x + each, 0);
  const A = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690, -30.66479806614716, 2.506628277459239];
  const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1];
  const C = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
  const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
  const ndtri = (p) => {
    p = Math.min(Math.max(p, 2 ** -53), 1 - 2 ** -53);
    const low = Math.min(p, 1 - p), side = p < 0.5 ? 1 : -1;
    if (low < 0.02425) {
      const q = Math.sqrt(-2 * Math.log(low));
      return side * sum(C, q) / sum(D, q);
    }
    const q = p - 0.5;
    return q * sum(A, q * q) / sum(B, q * q);
  };

  // What is drawn together: the normal numbers behind it, mixed of those of each stream.
  const normals = groups.map(() => null);
  const behind = (g) => normals[g] ??= groups[g].root.map((row) => {
    const parts = row.map((part, k) => [part, part && luck(groups[g].keys[k]).map(ndtri)]).filter(([part]) => part);
    return Float64Array.from({ length: of }, (_, r) => parts.reduce((total, [part, z]) => total + part * z[r], 0));
  });
  const drawn = (slide) => {
    if (!slide.place) return luck(slide.key);
    return slide.luck ??= behind(slide.place[0])[slide.place[1]].map(ndtr);
  };
  const dense = (pull, z, r) => {
    let total = 0;
    for (let i = 0; i < z.length; i++) for (let j = 0; j < z.length; j++) total -= 0.5 * pull[i][j] * z[i][r] * z[j][r];
    return total;
  };

  // Luck as it is once a slider is moved, and the logarithm of how steeply it becomes so.
  const turn = (slide, how) => {
    if (slide.edges.length) {
      const { edges } = slide, piece = (u) => { let k = 0; while (k < edges.length - 2 && u >= edges[k + 1]) k++; return k; };
      const steep = edges.slice(1).map((end, k) => (how[k + 1] - how[k]) / (end - edges[k]));
      return [(u) => { const k = piece(u); return how[k] + steep[k] * (u - edges[k]); }, (u) => Math.log(steep[piece(u)])];
    }
    const power = Math.abs(how), less = power - 1, start = Math.log(power);
    return how > 0
      ? [(u) => u ** power, (u) => start + less * Math.log(u)]
      : [(u) => -Math.expm1(power * Math.log1p(-u)), (u) => start + less * Math.log1p(-u)];
  };

  const weights = (places) => {
    const logs = new Float64Array(of), turned = new Map();
    slides.forEach((slide, k) => {
      if (places[k] === slide.rest) return;
      const [moved, steepness] = turn(slide, slide.stops[places[k]][2]), u = drawn(slide);
      for (let r = 0; r < of; r++) logs[r] += steepness(u[r]);
      if (!slide.place) return;
      const [g, m] = slide.place;
      if (!turned.has(g)) turned.set(g, [...behind(g)]);
      turned.get(g)[m] = u.map((each) => ndtri(moved(each)));
    });
    turned.forEach((z, g) => {
      for (let r = 0; r < of; r++) logs[r] += dense(groups[g].pull, z, r) - dense(groups[g].pull, behind(g), r);
    });
    const most = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    return logs.map((each) => Math.exp(each - most));
  };

  // A share with the interval of Wilson (1927) for as many replications as it is worth: as many as would have its variance,
  // that of a ratio of sums, and no more than all weights are worth (Kish 1965).
  const share = (flags, w, total, squares) => {
    const s = mean(flags, w, total, squares), kish = total * total / squares, { p } = s;
    const worth = s.spread > 0 ? Math.min(kish, p * (1 - p) / s.spread) : kish;
    const zz = Z * Z / worth, middle = p + zz / 2, half = Z * Math.sqrt(p * (1 - p) / worth + zz / (4 * worth));
    return { ...s, worth, low: p > 0 ? (middle - half) / (1 + zz) : 0, high: p < 1 ? (middle + half) / (1 + zz) : 1 };
  };
  // A mean with the normal interval of a ratio of sums, and how far it has moved, from the same replications.
  const mean = (values, w, total, squares) => {
    const of = values.length;
    let sum = 0, plain = 0, spread = 0, apart = 0;
    for (let r = 0; r < of; r++) { sum += w[r] * values[r]; plain += values[r]; }
    const p = sum / total, before = plain / of;
    for (let r = 0; r < of; r++) {
      const one = w[r] * (values[r] - p) / total;
      spread += one * one;
      apart += (one - (values[r] - before) / of) ** 2;
    }
    const reach = Z * Math.sqrt(spread);
    return { p, before, spread, worth: total * total / squares, change: p - before, reach: Z * Math.sqrt(apart), low: p - reach, high: p + reach };
  };
  const sums = (w) => {
    let total = 0, squares = 0;
    for (const each of w) { total += each; squares += each * each; }
    return [total, squares];
  };

  const minus = (text) => text.replace("-", "−");
  const percent = (p) => {
    const hundred = 100 * p, edge = Math.min(hundred, 100 - hundred);
    if (edge > 0 && edge < 0.005) return hundred < 50 ? "<0.01%" : ">99.99%";
    return hundred.toFixed(edge > 0 && edge < 0.095 ? 2 : edge > 0 && edge < 0.95 ? 1 : 0) + "%";
  };
  const points = (d) => {
    const text = (d > 0 ? "+" : "") + (100 * d).toFixed(1);
    return /^[+-]?0\.0$/.test(text) ? "0" : minus(text);
  };
  const whole = (n) => Math.round(n).toLocaleString("en");
  const quoted = (word) => /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;

  const code = (r) => { const at = ends.charCodeAt(r); return at >= 97 ? at - 71 : at - 65; };
  const rows = [...holder.querySelectorAll("tr[data-key]")].map((row) => {
    const { key } = row.dataset, bit = { full: 8, zone: 16 }[key];
    return [row, Uint8Array.from({ length: of }, (_, r) => bit ? (code(r) & bit ? 1 : 0) : code(r) % 8 === Number(key) ? 1 : 0)];
  });
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const bitAt = ({ text }, i) => (DIGITS.indexOf(text[Math.floor(i / 6)]) >> (i % 6)) & 1;
  const levelAt = ({ levels, wide, text }, i) =>
    levels[[...text.slice(i * wide, (i + 1) * wide)].reduce((place, letter) => place * 64 + DIGITS.indexOf(letter), 0)];
  const some = [...holder.querySelectorAll("tr[data-among]")].map((row) => {
    const each = among[row.dataset.among];
    const members = [...Array(of).keys()].filter((r) => each.of === "full" ? code(r) & 8 : code(r) % 8 === settled);
    return [row, "levels" in each, members, members.map((_, i) => each.levels ? levelAt(each, i) : bitAt(each, i))];
  });
  const inputs = [...holder.querySelectorAll("input")], status = holder.querySelector("[role=status]");
  const command = holder.querySelector(".again"), line = command.querySelector("pre");
  inputs.forEach((input, k) => { slides[k].rest = Number(input.defaultValue); });

  const option = (word) => Object.assign(document.createElement("span"), { className: word === "--set" ? "option" : "", textContent: word });
  const settings = (places) => slides.flatMap((slide, k) => places[k] === slide.rest ? []
    : ["--set", quoted(`${slide.path}=${slide.begun}${slide.stops[places[k]][1]}`)]);

  const small = (cell, text, more) => { cell.textContent = text; const note = document.createElement("small"); note.textContent = more; cell.append(note); };
  const put = (row, s, few, moved, say, apart, unit = "") => {
    const [now, change, worth] = row.querySelectorAll("td");
    if (few) [now, change, worth].forEach((cell) => { cell.textContent = "–"; });
    else {
      small(now, say(s.p), `${say(s.low)} to ${say(s.high)}`);
      if (moved) small(change, apart(s.change) + unit, `${apart(s.change - s.reach)} to ${apart(s.change + s.reach)}`);
      else change.textContent = "–";
      worth.textContent = whole(s.worth);
    }
    Object.assign(row.dataset, { share: s.p, low: s.low, high: s.high, worth: s.worth, change: s.change, reach: s.reach });
  };
  const number = (x) => minus(Math.abs(x) >= 100 ? whole(x) : String(Number(x.toPrecision(3))));
  const signed = (x) => (x > 0 ? "+" : "") + number(Math.abs(x) < 0.005 ? 0 : x);
  const fillSome = ([row, isMean, members, values], w, few, moved) => {
    const own = members.map((r) => w[r]), [total, squares] = sums(own);
    const s = (isMean ? mean : share)(values, own, total, squares), worth = total * total / squares;
    const rare = few || (moved && (worth < FEWEST_AMONG || worth < LEAST * members.length));
    put(row, s, rare, moved, isMean ? number : percent, isMean ? signed : points, isMean ? "" : " points");
  };
  const fill = (row, flags, w, total, squares, few, moved) => {
    const s = share(flags, w, total, squares);
    put(row, s, few, moved, percent, points);
    const bar = row.querySelector(".bar");
    for (const [name, at] of Object.entries({ now: few ? 0 : s.p, before: s.before })) bar.style.setProperty(`--${name}`, `${100 * at}%`);
  };

  const show = () => {
    const places = inputs.map((input) => Number(input.value)), typed = settings(places), moved = typed.length > 0;
    const w = weights(places);
    const [total, squares] = sums(w);
    const worth = total * total / squares, few = moved && (worth < FEWEST || worth < LEAST * of);
    inputs.forEach((input, k) => {
      const slide = slides[k], [said] = slide.stops[places[k]], [stated] = slide.stops[slide.rest];
      const text = places[k] === slide.rest ? `${slide.what}${said}, as stated` : `${slide.what}${said} instead of ${stated}`;
      input.setAttribute("aria-valuetext", text);
      input.parentElement.querySelector("output").textContent = text;
    });
    rows.forEach(([row, flags]) => fill(row, flags, w, total, squares, few, moved));
    some.forEach((each) => fillSome(each, w, few, moved));
    holder.toggleAttribute("data-few", few);
    holder.dataset.worth = worth;
    holder.querySelector(".meter i").style.width = `${100 * worth / of}%`;
    const headline = rows.slice(0, 2).map(([row]) => `${row.cells[0].textContent.trim()} ${percent(row.dataset.share)}`).join(", ");
    status.textContent = few ? `Too few replications look like this: worth ${whole(worth)} of ${whole(of)}. Play it again.`
      : moved ? `Moved: ${headline}. Worth ${whole(worth)} of ${whole(of)} replications.` : `As played: ${headline}. ${whole(of)} replications.`;
    command.hidden = !moved;
    line.replaceChildren(again, ...typed.flatMap((word) => [" ", option(word)]));
  };

  let waiting = 0;
  inputs.forEach((input) => input.addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(show);
  }));
  holder.querySelector(".back").addEventListener("click", () => {
    inputs.forEach((input) => { input.value = input.defaultValue; });
    show();
    inputs[0].focus();
  });
  holder.querySelector(".copy").addEventListener("click", async ({ target }) => {
    getSelection().selectAllChildren(line);
    try { await navigator.clipboard.writeText(line.textContent); target.textContent = "Copied"; } catch { target.textContent = "Selected: copy it"; }
    setTimeout(() => { target.textContent = "Copy the command"; }, 2000);
  });
  inputs.forEach((input) => { input.value = input.defaultValue; });
  show();
})();
