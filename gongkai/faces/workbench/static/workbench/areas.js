// Areas to be masked are drawn on the pictures of the pages; each becomes a line of the field, which does it all
// without script: what is typed there is drawn, what is deleted there is gone.
const field = document.getElementById("id_areas");
const button = document.querySelector("[data-look]");
const room = document.getElementById("drawing");
const SVG = "http://www.w3.org/2000/svg";
const LEAST = 3; // points: less is a slip of the hand

const lineOf = (text) => text.trim().split(/[\s,，]+/).map(Number);
const heightOf = (svg) => svg.viewBox.baseVal.height;

function show() {
  for (const svg of room.querySelectorAll("svg.areas")) {
    svg.querySelectorAll("rect").forEach((one) => one.remove());
    for (const line of field.value.split("\n")) {
      const [page, left, bottom, right, top] = lineOf(line);
      if (page === Number(svg.dataset.page) && Number.isFinite(top)) {
        place(svg.appendChild(document.createElementNS(SVG, "rect")), left, heightOf(svg) - top, right, heightOf(svg) - bottom);
      }
    }
  }
}

function place(rect, x, y, right, bottom) {
  rect.setAttribute("x", Math.min(x, right));
  rect.setAttribute("y", Math.min(y, bottom));
  rect.setAttribute("width", Math.abs(right - x));
  rect.setAttribute("height", Math.abs(bottom - y));
}

function pointOf(svg, event) {
  const box = svg.getBoundingClientRect();
  const { width, height } = svg.viewBox.baseVal;
  const within = (value, most) => Math.round(Math.min(Math.max(value, 0), most));
  return [
    within(((event.clientX - box.left) / box.width) * width, width),
    within(((event.clientY - box.top) / box.height) * height, height),
  ];
}

room.addEventListener("pointerdown", (event) => {
  const svg = event.target.closest("svg.areas");
  if (!svg || event.button) return;
  event.preventDefault();
  svg.setPointerCapture(event.pointerId);
  const [x, y] = pointOf(svg, event);
  const rect = svg.appendChild(document.createElementNS(SVG, "rect"));
  const move = (now) => place(rect, x, y, ...pointOf(svg, now));
  const end = (now) => {
    svg.removeEventListener("pointermove", move);
    const [right, bottom] = pointOf(svg, now);
    const height = heightOf(svg);
    if (now.type === "pointerup" && Math.abs(right - x) >= LEAST && Math.abs(bottom - y) >= LEAST) {
      const sides = [Math.min(x, right), height - Math.max(y, bottom), Math.max(x, right), height - Math.min(y, bottom)];
      field.value = [field.value.trimEnd(), [svg.dataset.page, ...sides.map(Math.round)].join(" ")].filter(Boolean).join("\n");
    }
    show();
  };
  svg.addEventListener("pointermove", move);
  svg.addEventListener("pointerup", end, { once: true });
  svg.addEventListener("pointercancel", end, { once: true });
});

field.addEventListener("input", show);
button.addEventListener("click", async (event) => {
  event.preventDefault();
  const answer = await fetch(button.formAction, { method: "POST", body: new FormData(button.form) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  room.replaceChildren(...(page.getElementById("pages")?.childNodes ?? []));
  show();
});
