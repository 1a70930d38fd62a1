// A file that misses its field would make the browser leave the page for it, and what has been typed there would go.
const files = ({ target, dataTransfer }) => dataTransfer?.types.includes("Files") && target.type !== "file";

addEventListener("dragover", (event) => {
  if (!files(event)) return;
  event.preventDefault();
  if (!event.target.closest?.("form [data-field]:has([type=file])")) event.dataTransfer.dropEffect = "none";
});
addEventListener("drop", (event) => { if (files(event)) event.preventDefault(); });
