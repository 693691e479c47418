// Without this script the page only lacks its tools.
const tools = document.getElementById("tools");
const filter = document.getElementById("filter");
const shown = document.getElementById("shown");
const entries = [...document.querySelectorAll("[data-entry]")];
const texts = new Map(entries.map((entry) => [entry, entry.textContent.toLowerCase()]));
const parts = [...document.querySelectorAll("main section, main details:not(.entry)")]
  .map((part) => [part, [...part.querySelectorAll("[data-entry]")]])
  .filter(([, inside]) => inside.length > 0);

// Shows, unfolded, the entries that have every word (or what stands in quotes, as it is), and no section without one.
function apply() {
  const found = filter.value.toLowerCase().match(/"[^"]+"|\S+/g) ?? [];
  const words = found.map((word) => word.replace(/^"(.+)"$/, "$1"));
  let count = 0;
  for (const [entry, text] of texts) {
    entry.hidden = !words.every((word) => text.includes(word));
    count += entry.hidden ? 0 : 1;
  }
  for (const [part, inside] of parts) {
    part.hidden = inside.every((entry) => entry.hidden);
    if (part instanceof HTMLDetailsElement) {
      part.open = words.length > 0 && !part.hidden;
    }
  }
  shown.textContent = words.length > 0 ? `${count} of ${entries.length}` : "";
}

function toggle(open) {
  for (const entry of document.querySelectorAll("details.entry, details:has(> details.entry), details.version")) {
    entry.open = open;
  }
}

// What a link leads to may be folded.
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target === null) {
    return;
  }
  for (let here = target; here !== null; here = here.parentElement) {
    if (here instanceof HTMLDetailsElement) {
      here.open = true;
    }
  }
  target.scrollIntoView();
}

tools.hidden = false;
filter.addEventListener("input", apply);
document.getElementById("open").addEventListener("click", () => toggle(true));
document.getElementById("close").addEventListener("click", () => toggle(false));
addEventListener("hashchange", reveal);
if (filter.value !== "") {
  apply();
}
reveal();
