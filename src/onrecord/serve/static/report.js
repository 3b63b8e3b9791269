// Choosing a mark in a report lights up its source, cue and content, and brings its card into view.
const clear = () => document.querySelectorAll(".chosen").forEach((node) => node.classList.remove("chosen"));

const choose = (id) => {
  const card = document.getElementById(id);
  if (!card?.classList.contains("card")) return;
  clear();
  card.classList.add("chosen");
  for (const piece of document.querySelectorAll(".m[data-items]")) {
    if (piece.dataset.items.split(" ").includes(id)) piece.classList.add("chosen");
  }
};

document.addEventListener("click", (event) => {
  const piece = event.target.closest("a.m");
  const card = event.target.closest(".card");
  if (piece) choose(decodeURIComponent(piece.hash.slice(1)));
  else if (card && !event.target.closest("a, button")) {
    choose(card.id);
    document.querySelector(".m.chosen")?.scrollIntoView({ block: "center" });
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") clear();
});
addEventListener("hashchange", () => choose(decodeURIComponent(location.hash.slice(1))));
choose(decodeURIComponent(location.hash.slice(1)));
