//! One HTML page that needs nothing but itself: the verdict and its reasons, every fact once, the gravest first, and
//! an entry per operation below.
//!
//! Everything that a model says is shown as text. Never here: requests to anywhere, and markup from models.

mod entries;
mod facts;
mod history;
mod parts;
mod texts;
mod tree;

pub use self::history::history_html;
use super::{apichanges, words};
use crate::diff::used_by::{Unused, split};
use crate::diff::{Changes, Revision, Verdict};
use crate::medium::html::escaped;
use parts::{counts, section_name};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
                      base-uri 'none'; form-action 'none'";

/// The changes of one or several services as one page.
pub fn html(compared: &[(Changes, &Revision, &Revision)]) -> String {
    let bodies: String = compared
        .iter()
        .enumerate()
        .map(|(index, (changes, old, new))| {
            let (title, body) = comparison(index, changes, old, new);
            format!("<h1>{title}</h1>\n{body}")
        })
        .collect();
    let names = compared
        .iter()
        .map(|(changes, ..)| changes.full_name.as_str());
    page(&names.collect::<Vec<_>>().join(", "), &bodies)
}

/// A whole page. `title` is text, `body` is HTML.
fn page(title: &str, body: &str) -> String {
    let title = escaped(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}: API changes</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <div id=\"tools\" hidden><label for=\"filter\">Filter</label> \
         <input id=\"filter\" type=\"search\" placeholder=\"an operation, a member, a verdict\"> \
         <span id=\"shown\" role=\"status\"></span> \
         <button type=\"button\" id=\"open\">Open all</button> \
         <button type=\"button\" id=\"close\">Close all</button></div>\n\
         <main>\n{body}</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    )
}

/// One comparison as HTML: its title, and everything below.
fn comparison(index: usize, changes: &Changes, old: &Revision, new: &Revision) -> (String, String) {
    let what = apichanges::what(changes);
    let (was, is) = versions(&changes.old, &changes.new, &changes.service);
    let title = format!(
        "{} - {} - {}",
        escaped(&is),
        escaped(&changes.full_name),
        apichanges::summary(what.values().copied())
    );
    let (used, unused) = split(changes);
    let changes = &used;
    let facts = changes.facts.iter();
    let renames: Vec<_> = facts.map(|fact| words::rename(changes, fact)).collect();
    let facts = facts::numbered(index, changes, &renames);
    let mut sections = facts::sections(changes, &facts);
    sections.extend(entries::sections(
        index,
        &what,
        (&old.model, &new.model),
        &facts,
    ));
    let links = sections.iter().map(|section| section.link(index));
    let links = links.collect::<Vec<_>>().join(" ");
    let links = if sections.is_empty() {
        String::new()
    } else {
        format!("<nav>{links}</nav>\n")
    };
    let bodies: String = sections.iter().map(|section| section.html(index)).collect();
    let text = head(index, changes, &unused, (&was, &is)) + &links + &bodies;
    (title, text)
}

/// The verdict, its reasons and the numbers, each of which leads to what it is about.
fn head(index: usize, changes: &Changes, unused: &Unused, (was, is): (&str, &str)) -> String {
    let between = format!("From {} to {}", escaped(was), escaped(is));
    let program = changes.used_by.as_deref().map(escaped);
    let folded = words::unused(changes, unused)
        .map_or_else(String::new, |line| format!("<p>{}</p>\n", escaped(&line)));
    if changes.facts.is_empty() && unused.total() == 0 {
        return format!("<p>{between}: nothing differs.</p>\n");
    }
    let verdicts = changes.facts.iter().map(|fact| fact.verdict);
    let to_section = |verdict| format!("section-{index}-{}", section_name(verdict));
    let counts = counts(verdicts, |verdict| Some(to_section(verdict)));
    let counts = match program {
        None => counts,
        Some(program) if counts.is_empty() => format!("nothing that {program} uses differs"),
        Some(program) => format!("{counts} used by {program}"),
    };
    let reasons = changes.bump.reasons.iter();
    let reasons: String = reasons
        .map(|reason| {
            let is_its = |verdict: &Verdict| reason.starts_with(&format!("{verdict}: "));
            // What a program does not use is a reason as well, and is not on the page.
            let mut shown = changes.facts.iter().map(|fact| fact.verdict);
            let verdict = Verdict::ALL.into_iter().find(is_its);
            match verdict.filter(|verdict| shown.any(|known| known == *verdict)) {
                Some(verdict) => {
                    let anchor = to_section(verdict);
                    format!("<li><a href=\"#{anchor}\">{}</a></li>\n", escaped(reason))
                }
                None => format!("<li>{}</li>\n", escaped(reason)),
            }
        })
        .collect();
    let reasons = match reasons.as_str() {
        "" => String::new(),
        reasons => format!("<ul>\n{reasons}</ul>\n"),
    };
    let level = changes.bump.level.as_str();
    format!(
        "<p>Suggested version bump: <strong class=\"{level}\">{level}</strong></p>\n{reasons}\
         <p class=\"counts\">{between}: {counts}</p>\n{folded}"
    )
}

/// What both sides are called where no path is of interest: `models/gamelift-1.13.43.json.gz` is `1.13.43`.
fn versions(old: &str, new: &str, service: &str) -> (String, String) {
    let (was, is) = (version(old, service), version(new, service));
    if was != is || old == new {
        return (was, is);
    }
    // Both files are called the same: what tells them apart is further up.
    let parts = |text: &str| {
        let parts = text.trim_end_matches('/').split('/');
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    let (mut was, mut is) = (parts(old), parts(new));
    while was.last() == is.last() && was.len().min(is.len()) > 1 {
        was.pop();
        is.pop();
    }
    (was.pop().unwrap_or_default(), is.pop().unwrap_or_default())
}

fn version(label: &str, service: &str) -> String {
    if let Some(version) = label.strip_prefix("botocore:") {
        return version.to_owned();
    }
    if label.starts_with("git:") {
        return label.to_owned();
    }
    let name = label.trim_end_matches('/');
    let name = name.rsplit('/').next().unwrap_or(name);
    let endings = [
        ".gz",
        ".json",
        ".tar",
        ".whl",
        "-py3-none-any",
        "-py2.py3-none-any",
    ];
    let name = endings.iter().fold(name, |name, ending| {
        name.strip_suffix(ending).unwrap_or(name)
    });
    let names = [format!("{service}-"), "botocore-".to_owned()];
    let stripped = names.iter().find_map(|prefix| name.strip_prefix(prefix));
    stripped
        .filter(|rest| !rest.is_empty())
        .unwrap_or(name)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, expected: (&str, &str)) {
        let (was, is) = versions(old, new, "zoo");
        assert_eq!((was.as_str(), is.as_str()), expected);
    }

    #[test]
    fn a_page_names_versions_and_no_paths() {
        check("/a/zoo-1.2.json.gz", "/b/zoo-1.3.json", ("1.2", "1.3"));
        check("botocore:1.2", "vendored", ("1.2", "vendored"));
        check("git:HEAD~1", "git:v1/x", ("git:HEAD~1", "git:v1/x"));
        check("/a/b/service-2.json", "/a/c/service-2.json", ("b", "c"));
        check("a/x/models", "a/y/models/", ("x", "y"));
        let wheel = "w/botocore-1.4.5-py3-none-any.whl";
        check(wheel, "botocore-1.4.6.tar.gz", ("1.4.5", "1.4.6"));
        check("same", "same", ("same", "same"));
    }
}
