// Without this script the page only lacks its tools, and a history what is packed.
const tools = document.getElementById("tools");
const filter = document.getElementById("filter");
const shown = document.getElementById("shown");
let entries = [];
let texts = new Map();
let parts = [];

// What the filter looks at; it is new when something was unpacked.
function index() {
  entries = [...document.querySelectorAll("[data-entry]")];
  texts = new Map(entries.map((entry) => [entry, entry.textContent.toLowerCase()]));
  parts = [...document.querySelectorAll("main section, main details:not(.entry)")]
    .map((part) => [part, [...part.querySelectorAll("[data-entry]")]])
    .filter(([, inside]) => inside.length > 0);
}

// Puts what is packed in a version (gzip in base64) in the place of what stands there instead.
async function unpack(version) {
  const packed = version.querySelector(":scope > template");
  if (packed === null || version.dataset.unpacking !== undefined) {
    return;
  }
  version.dataset.unpacking = "";
  const bytes = Uint8Array.from(atob(packed.content.textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const body = document.createElement("template");
  body.innerHTML = await new Response(stream).text();
  version.replaceChildren(version.querySelector(":scope > summary"), body.content);
  delete version.dataset.unpacking;
  entries = [];
}

const versions = [...document.querySelectorAll("details.version")];
const unpackAll = () => Promise.all(versions.map(unpack));

// Shows, unfolded, the entries that have every word (or what stands in quotes, as it is), and no section without one.
async function apply() {
  const found = filter.value.toLowerCase().match(/"[^"]+"|\S+/g) ?? [];
  const words = found.map((word) => word.replace(/^"(.+)"$/, "$1"));
  if (words.length > 0) {
    await unpackAll();
  }
  if (entries.length === 0) {
    index();
  }
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

async function toggle(open) {
  if (open) {
    await unpackAll();
  }
  for (const entry of document.querySelectorAll("details.entry, details:has(> details.entry), details.version")) {
    entry.open = open;
  }
}

// What a link leads to may be folded, or packed: the first number of its name is the version's.
async function reveal() {
  const id = decodeURIComponent(location.hash.slice(1));
  const version = document.getElementById(`version-${id.match(/-(\d+)/)?.[1]}`);
  if (version !== null) {
    await unpack(version);
  }
  const target = document.getElementById(id);
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
for (const version of versions) {
  version.addEventListener("toggle", () => version.open && unpack(version));
}
addEventListener("hashchange", reveal);
if (filter.value !== "") {
  apply();
}
reveal();
