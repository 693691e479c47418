//! A plausible text that satisfies constraints.
//!
//! Never here: anything that only one service would say; what a service itself shows in its
//! documentation comes first.

use regex::Regex;

use super::pattern;
use crate::lower::words;

/// What a text is for, and what it has to satisfy.
pub(super) struct Wanted<'a> {
    /// The member's name in the model.
    pub(super) name: &'a str,
    /// The member's documentation, as Markdown.
    pub(super) docs: Vec<&'a str>,
    /// What it matches.
    pub(super) pattern: Option<&'a str>,
    /// How many characters it has at least.
    pub(super) min: Option<u64>,
    /// How many it has at most.
    pub(super) max: Option<u64>,
    /// The name of the service in ARNs.
    pub(super) service: &'a str,
}

/// What texts look like by the last word of their name. Addresses are those set aside for documentation:
/// <https://www.rfc-editor.org/rfc/rfc5737>.
const BY_LAST_WORD: [(&str, &str); 11] = [
    ("address", "192.0.2.1"),
    ("cidr", "192.0.2.0/24"),
    ("block", "192.0.2.0/24"),
    ("range", "192.0.2.0/24"),
    ("region", "us-west-2"),
    ("location", "us-west-2"),
    ("version", "1.0.0"),
    ("url", "https://example.com/"),
    ("uri", "https://example.com/"),
    ("path", "/local/game/server"),
    ("description", "An example"),
];

/// An account that is nobody's.
const ACCOUNT: &str = "111122223333";

/// A text that satisfies everything, if one is found.
pub(super) fn example(wanted: &Wanted<'_>) -> Option<String> {
    let regex = match wanted.pattern {
        Some(pattern) => Some(Regex::new(&format!("^(?:{pattern})$")).ok()?),
        None => None,
    };
    let fits = |text: &String| {
        let length = text.chars().count() as u64;
        wanted.min.is_none_or(|min| length >= min)
            && wanted.max.is_none_or(|max| length <= max)
            && regex.as_ref().is_none_or(|regex| regex.is_match(text))
    };
    let built = || {
        let pattern = wanted.pattern?;
        pattern::matching(pattern, wanted.min.unwrap_or(0), wanted.service)
    };
    // A pattern that spells something out says more than the member's name.
    let spelled_out = || built().filter(|_| wanted.pattern.is_some_and(pattern::spells_out));
    documented(wanted)
        .into_iter()
        .chain(spelled_out())
        .chain(named(wanted))
        .chain(built())
        .chain([long(wanted.min.unwrap_or(1))])
        .find(fits)
}

/// What the documentation shows as code, where it looks like a value and not like a name.
fn documented(wanted: &Wanted<'_>) -> Vec<String> {
    if wanted.pattern.is_none() {
        return Vec::new();
    }
    let spans = wanted
        .docs
        .iter()
        .flat_map(|docs| docs.split('`').skip(1).step_by(2));
    let is_value = |span: &&str| {
        span.contains(|c: char| c.is_ascii_digit())
            && span.contains(['-', ':', '/', '.'])
            && !span.contains(['<', ' ', '"', '{', '['])
            && span.starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    spans.filter(is_value).map(str::to_owned).collect()
}

/// What the name suggests.
fn named(wanted: &Wanted<'_>) -> Vec<String> {
    let mut words = words::of_snake(wanted.name);
    if let Some(last) = words.last_mut() {
        // The items of `Locations` are locations.
        let singular = last.strip_suffix('s').filter(|stem| !stem.ends_with('s'));
        *last = singular.unwrap_or(last).to_owned();
    }
    let (last, stem) = match words.split_last() {
        Some((last, stem)) => (last.as_str(), stem.join("-")),
        None => ("", String::new()),
    };
    let by_last_word = BY_LAST_WORD.iter().find(|(word, _)| *word == last);
    let mut texts: Vec<_> = by_last_word
        .map(|(_, text)| (*text).to_owned())
        .into_iter()
        .collect();
    texts.push(match (last, stem.as_str()) {
        ("id", "") => "example-1".to_owned(),
        ("id", stem) if stem.ends_with("account") => ACCOUNT.to_owned(),
        ("id", stem) => format!("{stem}-1"),
        ("name", "") => "example".to_owned(),
        ("name", stem) => format!("my-{stem}"),
        ("arn", stem) => format!("arn:aws:{}:us-west-2:111122223333:{stem}", wanted.service),
        ("key", _) => "mode".to_owned(),
        ("value", _) => "casual".to_owned(),
        _ => words.join("-"),
    });
    texts.push("example".to_owned());
    texts
}

/// A text of so many characters.
fn long(length: u64) -> String {
    let digits = "0123456789abcdef".chars().cycle();
    digits
        .take(usize::try_from(length.min(4096)).unwrap_or(1))
        .collect()
}
