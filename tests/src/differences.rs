//! Differences between the official crates and ours, and the reviewed rules that account for some of them.
//!
//! A rule says where differences are expected, why, and which side is right by the specification. `bench/parity`
//! includes this file, and the tests read its rules for programs.
//! Never here: how differences are found.

use std::fmt;

use regex_lite::Regex;
use serde::Deserialize;

/// What differs between the sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where, such as `enums: line 3`.
    pub place: String,
    /// What the official side has there.
    pub official: String,
    /// What ours has there.
    pub ours: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "DIFFERENT {}", self.place)?;
        writeln!(f, "    official: {}", self.official)?;
        write!(f, "    ours:     {}", self.ours)
    }
}

/// The side that does what the specification says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Right {
    /// The official one: ours has a price to pay, or a fault to mend.
    Official,
    /// Ours.
    Ours,
    /// Either: the specification leaves it open.
    Both,
}

/// Expected differences of one kind. Texts are regular expressions that match all of what they are held against.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    place: String,
    official: Option<String>,
    ours: Option<String>,
    /// The sides are equal without what this matches. It is searched for, everywhere.
    apart_from: Option<String>,
    right: Right,
    reason: String,
}

/// A file of rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<Written>,
}

/// A rule, and how many differences it has accounted for.
#[derive(Debug)]
struct Rule {
    place: Regex,
    official: Option<Regex>,
    ours: Option<Regex>,
    apart_from: Option<Regex>,
    right: Right,
    reason: String,
    used: usize,
}

impl Rule {
    fn accounts_for(&self, difference: &Difference) -> bool {
        let side =
            |rule: &Option<Regex>, text: &str| rule.as_ref().is_none_or(|rule| rule.is_match(text));
        self.place.is_match(&difference.place)
            && side(&self.official, &difference.official)
            && side(&self.ours, &difference.ours)
            && self.apart_from.as_ref().is_none_or(|apart| {
                apart.replace_all(&difference.official, "")
                    == apart.replace_all(&difference.ours, "")
            })
    }
}

/// The rules of a file, in its order.
#[derive(Debug)]
pub struct Rules {
    file: String,
    rules: Vec<Rule>,
}

impl Rules {
    /// Reads rules. `file` is where they stand, for messages.
    ///
    /// # Errors
    /// The text is no such file; a rule has no reason.
    pub fn read(file: &str, text: &str) -> Result<Self, String> {
        let parsed = toml::from_str::<File>(text);
        let written = parsed.map_err(|error| format!("{file}: {error}"))?.rule;
        let whole = |text: &str| {
            Regex::new(&format!("(?s)^(?:{text})$"))
                .map_err(|error| format!("{file}: {text}: {error}"))
        };
        let part = |text: &str| {
            Regex::new(&format!("(?s){text}")).map_err(|error| format!("{file}: {text}: {error}"))
        };
        let rules = written.into_iter().map(|rule| {
            if rule.reason.trim().is_empty() {
                return Err(format!("{file}: the rule for {} has no reason", rule.place));
            }
            Ok(Rule {
                place: whole(&rule.place)?,
                official: rule.official.as_deref().map(whole).transpose()?,
                ours: rule.ours.as_deref().map(whole).transpose()?,
                apart_from: rule.apart_from.as_deref().map(part).transpose()?,
                right: rule.right,
                reason: rule.reason,
                used: 0,
            })
        });
        Ok(Self {
            file: file.to_owned(),
            rules: rules.collect::<Result<_, _>>()?,
        })
    }

    /// Whether a rule accounts for a difference: the first that does is used.
    pub fn account_for(&mut self, difference: &Difference) -> bool {
        let mut rules = self.rules.iter_mut();
        let rule = rules.find(|rule| rule.accounts_for(difference));
        rule.map(|rule| rule.used += 1).is_some()
    }

    /// What is wrong with the rules that accounted for nothing, a line each.
    pub fn unused(&self) -> Vec<String> {
        let unused = self.rules.iter().filter(|rule| rule.used == 0);
        unused
            .map(|rule| {
                format!(
                    "{}: no difference is left at `{}`: remove the rule",
                    self.file,
                    pattern(rule)
                )
            })
            .collect()
    }

    /// How many differences each rule has accounted for, a line each.
    pub fn summary(&self) -> Vec<String> {
        let used = self.rules.iter().filter(|rule| rule.used > 0);
        used.map(|rule| {
            let right = match rule.right {
                Right::Official => "official is right",
                Right::Ours => "ours is right",
                Right::Both => "both are right",
            };
            let reason = rule.reason.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{:>6} as expected, {right}: {reason}", rule.used)
        })
        .collect()
    }
}

/// The pattern of a rule's place, as it was written.
fn pattern(rule: &Rule) -> &str {
    let text = rule.place.as_str();
    let text = text.strip_prefix("(?s)^(?:").unwrap_or(text);
    text.strip_suffix(")$").unwrap_or(text)
}

/// The differences between two texts: the lines that have others in their place. `place` says which texts, and a
/// difference the line of the official one before which it stands or with which it begins.
pub fn of_lines(place: &str, official: &str, ours: &str) -> Vec<Difference> {
    let (theirs, own): (Vec<&str>, Vec<&str>) =
        (official.lines().collect(), ours.lines().collect());
    let diff = similar::capture_diff_slices(similar::Algorithm::Myers, &theirs, &own);
    let differing = diff.iter().filter(|op| op.tag() != similar::DiffTag::Equal);
    let shown = |lines: &[&str]| match lines {
        [] => "no line".to_owned(),
        lines => lines.join("\n"),
    };
    let differences = differing.map(|op| Difference {
        place: format!("{place}: line {}", op.old_range().start + 1),
        official: shown(&theirs[op.old_range()]),
        ours: shown(&own[op.new_range()]),
    });
    differences.collect()
}
