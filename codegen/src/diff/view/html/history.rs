//! A history as one page: the versions, and folded what each changed. That is packed, and becomes a part of the page
//! when its version is opened: the page of a long history is more than a browser likes to hold.
//!
//! Never here: how a comparison is drawn.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::parts::counts;
use super::{comparison, page};
use crate::diff::Verdict;
use crate::diff::view::history::{History, Step, What};
use crate::diff::view::words;
use crate::medium::html::escaped;

/// A history as one page.
pub fn history_html(history: &History<'_>) -> String {
    let History {
        service, from, to, ..
    } = history;
    let (from, to) = (escaped(from), escaped(to));
    let versions: String = history.steps.iter().enumerate().map(version).collect();
    let body = format!(
        "<h1>{} - {from} to {to}</h1>\n<p>{}</p>\n{versions}",
        escaped(service),
        escaped(&history.summary()),
    );
    page(service, &body)
}

fn version((index, step): (usize, &Step<'_>)) -> String {
    let (name, summary) = (escaped(&step.name()), escaped(&step.summary()));
    let (class, counts, body) = match &step.what {
        What::Changed { changes, old, new } => {
            let verdicts = changes.facts.iter().map(|fact| fact.verdict);
            let counts = counts(verdicts, |_| None);
            let level = changes.bump.level.as_str();
            let bump = format!("<span class=\"label\">version bump: {level}</span> {counts}");
            let (_, body) = comparison(index, changes, old, new);
            let breaks = changes.with(Verdict::Major);
            let breaks = breaks.map(|fact| format!("<li>{}</li>\n", escaped(&words::title(fact))));
            let breaks = breaks.collect::<String>();
            let brief = match breaks.as_str() {
                "" => "<p>Nothing breaks.</p>\n".to_owned(),
                breaks => format!("<h3>Breaks</h3>\n<ul>\n{breaks}</ul>\n"),
            };
            (level, bump, format!("{brief}{}", packed(&body)))
        }
        _ => ("none", String::new(), String::new()),
    };
    format!(
        "<details class=\"version {class}\" id=\"version-{index}\">\n\
         <summary><span class=\"name\">{name}</span> - {summary} \
         <span class=\"counts\">{counts}</span></summary>\n{body}</details>\n"
    )
}

/// HTML that the script unpacks in the place of what stands around it (RFC 1952, RFC 4648); as it is where it cannot
/// be packed.
fn packed(html: &str) -> String {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    let bytes = gzip.write_all(html.as_bytes()).and_then(|()| gzip.finish());
    match bytes {
        Ok(bytes) => format!("<template>{}</template>\n", STANDARD.encode(bytes)),
        Err(_) => html.to_owned(),
    }
}
