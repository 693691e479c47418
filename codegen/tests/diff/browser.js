// Uses the page as a reader would and writes down what came of it, for `browser.rs` to read.
(async () => {
  const seen = {};
  const blocked = [];
  addEventListener("securitypolicyviolation", (event) => blocked.push(event.blockedURI));
  const pause = () => new Promise((resume) => setTimeout(resume, 20));
  // Until nothing is being unpacked, and what waited for it is done.
  const settled = async () => {
    do {
      await pause();
    } while (document.querySelector("[data-unpacking]") !== null);
    await pause();
  };
  const input = document.getElementById("filter");
  const type = async (text) => {
    input.value = text;
    input.dispatchEvent(new Event("input"));
    await settled();
  };
  const press = async (id) => {
    document.getElementById(id).click();
    await settled();
  };
  const names = (which) =>
    [...document.querySelectorAll("[data-operation]")].filter(which).map((entry) => entry.dataset.operation);
  const visible = () => names((entry) => entry.checkVisibility());
  const packed = () => document.querySelectorAll("details.version > template").length;

  // A link into a version unpacks that one alone.
  seen.packed = packed();
  if (seen.packed > 0) {
    location.hash = "fact-1-0";
    await settled();
    seen.leadsInto = document.getElementById("fact-1-0")?.checkVisibility() ?? false;
    seen.packedStill = packed();
  }

  seen.operations = names(() => true);
  let entries = [...document.querySelectorAll("details.entry")];
  seen.closedAtFirst = entries.every((entry) => !entry.open);
  const first = entries.find((entry) => entry.checkVisibility());
  if (first) {
    first.querySelector("summary").click();
    seen.opens = first.open;
    seen.shows = first.querySelector("summary ~ *").checkVisibility();
    first.querySelector("summary").click();
    seen.closes = !first.open;
  }
  await press("open");
  entries = [...document.querySelectorAll("details.entry")];
  seen.allOpen = entries.every((entry) => entry.open);
  seen.shownWhenOpen = visible();
  await press("close");
  seen.allClosed = entries.every((entry) => !entry.open);

  await type(WANTED);
  seen.filtered = visible();
  await type("no entry has this text");
  seen.filteredOut = visible();
  seen.sectionsWithoutEntries = [...document.querySelectorAll("section")].filter((section) => section.checkVisibility()).length;
  await type("");
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
    await settled();
  }
  seen.unfolds = folded === null || folded.checkVisibility();
  seen.stickingOut = stickingOut();
  seen.requests = performance.getEntriesByType("resource").map((entry) => entry.name);
  seen.blocked = [...blocked];
  // That a request would be noticed: this one is stopped by the page's own policy.
  const image = document.createElement("img");
  image.src = "https://example.invalid/picture.png";
  document.body.append(image);
  await pause();
  await pause();
  seen.control = blocked.length - seen.blocked.length;
  const result = document.createElement("pre");
  result.id = "seen";
  result.textContent = JSON.stringify(seen);
  document.body.append(result);
})();
