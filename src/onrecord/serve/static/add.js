// Adding: files can be dropped anywhere on the box, and the page of a job renews itself while files are read.
const box = document.querySelector(".drop");
if (box) {
  const input = box.querySelector("input[type=file]");
  const tell = () => {
    const names = [...input.files].map((file) => file.name);
    box.querySelector("[data-chosen]").textContent = names.length ? `${names.length} chosen: ${names.slice(0, 8).join(", ")}` : "";
  };
  input.addEventListener("change", tell);
  for (const name of ["dragenter", "dragover"]) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      box.classList.add("over");
    });
  }
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("over");
    input.files = event.dataTransfer.files;
    tell();
  });
}

const job = document.querySelector("[data-job]");
const follow = async () => {
  const answer = await fetch(`/api/jobs/${encodeURIComponent(job.dataset.job)}`);
  const now = await answer.json();
  job.querySelector("progress").value = now.files.length;
  job.querySelector("[data-said]").textContent = `${now.state}: ${now.files.length} of ${now.names.length} through`;
  if (["waiting", "running"].includes(now.state)) setTimeout(follow, 700);
  else location.reload();
};
if (job && ["waiting", "running"].includes(job.dataset.state)) setTimeout(follow, 700);
