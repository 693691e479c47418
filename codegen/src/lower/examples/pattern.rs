//! A short text that a pattern matches.
//!
//! Never here: whether it really matches; who asks checks that.

use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind, Repetition};

/// How often something is repeated that may be repeated any number of times, but once at least.
const REPEATED: u32 = 8;

/// The characters that are taken from a class, in turn.
const PREFERRED: &str = "1a2b3c4d5e6f7890";

/// A text of at least `min` characters that the pattern should match.
pub(super) fn matching(pattern: &str, min: u64, service: &str) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let mut builder = Builder {
        text: String::new(),
        repeated: u32::try_from(min).unwrap_or(0).max(REPEATED),
        service,
    };
    builder.add(&hir);
    Some(builder.text).filter(|text| !text.is_empty())
}

/// Whether a pattern fixes more of a text than a separator.
pub(super) fn spells_out(pattern: &str) -> bool {
    regex_syntax::parse(pattern).is_ok_and(|hir| longest_literal(&hir) > 1)
}

fn longest_literal(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Repetition(Repetition { min: 0, .. }) => 0,
        HirKind::Repetition(repetition) => longest_literal(&repetition.sub),
        HirKind::Capture(capture) => longest_literal(&capture.sub),
        HirKind::Concat(parts) => parts.iter().map(longest_literal).max().unwrap_or(0),
        HirKind::Alternation(choices) => choices.first().map_or(0, longest_literal),
        _ => 0,
    }
}

/// The text so far.
struct Builder<'s> {
    text: String,
    repeated: u32,
    service: &'s str,
}

impl Builder<'_> {
    fn add(&mut self, hir: &Hir) {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => self.text += &String::from_utf8_lossy(&literal.0),
            HirKind::Class(class) => self.text.extend(member(class, 0)),
            HirKind::Capture(capture) => self.add(&capture.sub),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.add(part)),
            HirKind::Alternation(choices) => self.choose(choices),
            HirKind::Repetition(repetition) => self.repeat(repetition),
        }
    }

    /// Takes the first choice that shows anything.
    fn choose(&mut self, choices: &[Hir]) {
        let length = self.text.len();
        for choice in choices {
            self.add(choice);
            if self.text.len() > length {
                return;
            }
        }
    }

    fn repeat(&mut self, repetition: &Repetition) {
        let HirKind::Class(class) = repetition.sub.kind() else {
            (0..repetition.min).for_each(|_| self.add(&repetition.sub));
            return;
        };
        if repetition.min == 0 {
            // What patterns leave open in an ARN: partition, service, Region and account.
            if self.text.ends_with("arn:") && has(class, ':') {
                self.text += &format!("aws:{}:us-west-2:111122223333", self.service);
            } else if self.text.starts_with("arn:") && self.text.ends_with(':') {
                self.text += match self.text.matches(':').count() {
                    3 => "us-west-2",
                    5 => "example",
                    _ => "",
                };
            }
            return;
        }
        let most = repetition.max.unwrap_or(u32::MAX);
        let count = if repetition.min == 1 {
            most.min(self.repeated)
        } else {
            repetition.min
        };
        (0..count as usize).for_each(|at| self.text.extend(member(class, at)));
    }
}

/// A character of a class; different ones at different places.
fn member(class: &Class, at: usize) -> Option<char> {
    let preferred = PREFERRED.chars().filter(|c| has(class, *c));
    let preferred: Vec<_> = preferred.collect();
    if !preferred.is_empty() {
        return preferred.get(at % preferred.len()).copied();
    }
    match class {
        Class::Unicode(class) => class.ranges().first().map(ClassUnicodeRange::start),
        Class::Bytes(class) => class
            .ranges()
            .first()
            .map(|range| char::from(range.start())),
    }
}

fn has(class: &Class, character: char) -> bool {
    match class {
        Class::Unicode(class) => {
            let mut ranges = class.ranges().iter();
            ranges.any(|range| (range.start()..=range.end()).contains(&character))
        }
        Class::Bytes(class) => {
            let mut ranges = class.ranges().iter();
            ranges.any(|range| {
                (range.start()..=range.end()).any(|byte| char::from(byte) == character)
            })
        }
    }
}
