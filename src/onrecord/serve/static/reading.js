// Choosing a mark lights up its source, cue and content and brings its card into view.
const clear = () => document.querySelectorAll(".chosen").forEach((node) => node.classList.remove("chosen"));

const choose = (id) => {
  const card = document.getElementById(id);
  if (!card || !card.classList.contains("card")) return;
  clear();
  card.classList.add("chosen");
  document.querySelectorAll(".piece[data-items]").forEach((piece) => {
    if (piece.dataset.items.split(" ").includes(id)) piece.classList.add("chosen");
  });
};

document.addEventListener("click", (event) => {
  const piece = event.target.closest("a.piece");
  const card = event.target.closest(".card");
  if (piece) choose(piece.hash.slice(1));
  else if (card) {
    choose(card.id);
    document.querySelector(".piece.chosen")?.scrollIntoView({ block: "nearest" });
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") clear();
});
addEventListener("hashchange", () => choose(location.hash.slice(1)));
choose(location.hash.slice(1));
