// Uses the page as a reader would and writes down what came of it, for `browser.rs` to read.
const seen = {};
const blocked = [];
addEventListener("securitypolicyviolation", (event) => blocked.push(event.blockedURI));
const input = document.getElementById("filter");
const type = (text) => {
  input.value = text;
  input.dispatchEvent(new Event("input"));
};
const all = [...document.querySelectorAll("[data-operation]")];
const names = (which) => all.filter(which).map((entry) => entry.dataset.operation);
const visible = () => names((entry) => entry.checkVisibility());

seen.operations = names(() => true);
const entries = [...document.querySelectorAll("details.entry")];
seen.closedAtFirst = entries.every((entry) => !entry.open);
const first = entries.find((entry) => entry.checkVisibility());
if (first) {
  first.querySelector("summary").click();
  seen.opens = first.open;
  seen.shows = first.querySelector("summary ~ *").checkVisibility();
  first.querySelector("summary").click();
  seen.closes = !first.open;
}
document.getElementById("open").click();
seen.allOpen = entries.every((entry) => entry.open);
seen.shownWhenOpen = visible();
document.getElementById("close").click();
seen.allClosed = entries.every((entry) => !entry.open);

type(WANTED);
seen.filtered = visible();
type("no entry has this text");
seen.filteredOut = visible();
seen.sectionsWithoutEntries = [...document.querySelectorAll("section")].filter((section) => section.checkVisibility()).length;
type("");
seen.unfiltered = names((entry) => !entry.hidden);

// What is wider than a phone; a window cannot be made that narrow, but the body can.
const stickingOut = () => {
  const folds = [...document.querySelectorAll("details")].filter((fold) => !fold.open);
  folds.forEach((fold) => (fold.open = true));
  document.body.style.width = "390px";
  document.body.style.margin = "0";
  const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > 390);
  document.body.removeAttribute("style");
  folds.forEach((fold) => (fold.open = false));
  return wide.map((element) => element.outerHTML.slice(0, 200));
};

// A link to a fact that is folded unfolds it.
const folded = document.querySelector("details.aside details.aside li[id], details.aside li[id]");
if (folded) {
  location.hash = folded.id;
}
addEventListener("load", () => setTimeout(() => {
  seen.unfolds = folded === null || folded.checkVisibility();
  seen.stickingOut = stickingOut();
  seen.requests = performance.getEntriesByType("resource").map((entry) => entry.name);
  seen.blocked = [...blocked];
  // That a request would be noticed: this one is stopped by the page's own policy.
  const image = document.createElement("img");
  image.src = "https://example.invalid/picture.png";
  document.body.append(image);
  setTimeout(() => {
    seen.control = blocked.length - seen.blocked.length;
    const result = document.createElement("pre");
    result.id = "seen";
    result.textContent = JSON.stringify(seen);
    document.body.append(result);
  }, 50);
}, 50));
