// Timeline: dragging chooses days. Network: pointing at an actor dims what is not its own.
const brush = (svg) => {
  const bars = [...svg.querySelectorAll("a[href]")].map((link) => {
    const rect = link.querySelector("rect");
    const asked = new URL(link.getAttribute("href"), location.href).searchParams;
    return { x: rect.x.baseVal.value, width: rect.width.baseVal.value, since: asked.get("since"), until: asked.get("until") };
  });
  const at = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse()).x;
  let start = null;
  let band = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0) start = at(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (start === null) return;
    const end = at(event);
    if (Math.abs(end - start) < 6) return;
    if (!band) {
      band = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
      band.setAttribute("class", "brush");
      band.setAttribute("height", "222");
      svg.setPointerCapture(event.pointerId);
    }
    band.setAttribute("x", Math.min(start, end));
    band.setAttribute("width", Math.abs(end - start));
  });
  svg.addEventListener("pointerup", (event) => {
    const [left, right] = [start, at(event)].sort((a, b) => a - b);
    const brushed = band !== null;
    band?.remove();
    start = band = null;
    const inside = bars.filter((bar) => bar.x + bar.width >= left && bar.x <= right);
    if (!brushed || !inside.length) return;
    const days = inside.flatMap((bar) => [bar.since, bar.until]).sort();
    const target = new URL(location.href);
    target.searchParams.set("since", days[0]);
    target.searchParams.set("until", days.at(-1));
    location.assign(target);
  });
  svg.addEventListener("pointercancel", () => {
    band?.remove();
    start = band = null;
  });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  document.querySelector(".brush-hint")?.removeAttribute("hidden");
};

const highlight = (svg) => {
  const edges = [...svg.querySelectorAll("[data-ends]")];
  const nodes = [...svg.querySelectorAll("[data-node]")];
  const show = (id) => {
    const near = new Set([id]);
    for (const edge of edges) {
      const ends = edge.dataset.ends.split(" ");
      const mine = id === null || ends.includes(id);
      edge.classList.toggle("faint", !mine);
      if (mine) ends.forEach((end) => near.add(end));
    }
    for (const node of nodes) node.classList.toggle("faint", id !== null && !near.has(node.dataset.node));
  };
  for (const node of nodes) {
    for (const on of ["pointerenter", "focus"]) node.addEventListener(on, () => show(node.dataset.node));
    for (const off of ["pointerleave", "blur"]) node.addEventListener(off, () => show(null));
  }
};

document.querySelectorAll("svg[data-brush]").forEach(brush);
document.querySelectorAll("svg[data-network]").forEach(highlight);
