const filter = document.getElementById("filter");
filter.parentElement.hidden = false;
filter.addEventListener("input", () => {
  const wanted = filter.value.trim().toLowerCase();
  for (const entry of document.querySelectorAll("[data-entry]")) {
    entry.hidden = !entry.textContent.toLowerCase().includes(wanted);
  }
});
