//! Decides how the version of a generated crate should change, and why.
//!
//! Never here: writing a version anywhere.

use super::changes::{Bump, Fact, Level, Verdict};
use super::kind::Kind;

/// How far facts of one verdict move the version. What acts differently is not for a patch: whoever
/// takes one does not read what changed.
fn level(verdict: Verdict) -> Level {
    match verdict {
        Verdict::Major => Level::Major,
        Verdict::Behaviour | Verdict::Minor => Level::Minor,
        Verdict::Patch | Verdict::Docs => Level::Patch,
        Verdict::None => Level::None,
    }
}

/// The bump that the facts call for, with a reason for each verdict of its level.
pub(super) fn suggest(facts: &[Fact]) -> Bump {
    let gravest = facts.iter().map(|fact| level(fact.verdict)).max();
    let gravest = gravest.unwrap_or(Level::None);
    let reasons = Verdict::ALL.into_iter().filter_map(|verdict| {
        let mut facts = facts.iter().filter(|fact| fact.verdict == verdict);
        let first = facts.next()?;
        let more = facts.count();
        let counts = level(verdict) == gravest && gravest != Level::None;
        counts.then(|| reason(first, more))
    });
    Bump {
        level: gravest,
        reasons: reasons.collect(),
    }
}

/// `major: ServerProcess.LaunchPath: member removed, and 3 more`
fn reason(first: &Fact, more: usize) -> String {
    let Fact {
        verdict,
        subject,
        kind,
        ..
    } = first;
    let more = match more {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    // That something is new is no reason to look; what it does to what was there is.
    let what = match (kind, verdict) {
        (Kind::EnumValueAdded | Kind::MemberAdded, Verdict::Behaviour) => &first.reason,
        _ => kind.title(),
    };
    format!("{verdict}: {subject}: {what}{more}")
}

impl Bump {
    /// The bump, moved as far as something calls for that is no fact.
    #[must_use]
    pub fn with(mut self, verdict: Verdict, reason: &str) -> Self {
        let asked = level(verdict);
        if asked > self.level {
            self.reasons.clear();
            self.level = asked;
        }
        if asked == self.level && asked != Level::None {
            self.reasons.push(format!("{verdict}: {reason}"));
        }
        self
    }

    /// The version after `current`: <https://doc.rust-lang.org/cargo/reference/semver.html>. Below 1.0
    /// what breaks moves the second number, and everything else the third.
    pub fn after(&self, current: &str) -> Option<String> {
        let numbers: Result<Vec<u64>, _> = current.split('.').map(str::parse).collect();
        let [major, minor, patch] = numbers.ok()?.try_into().ok()?;
        let (major, minor, patch) = match (self.level, major) {
            (Level::None, _) => (major, minor, patch),
            (Level::Major, 0) => (0, minor.checked_add(1)?, 0),
            (Level::Major, _) => (major.checked_add(1)?, 0, 0),
            (Level::Minor, 1..) => (major, minor.checked_add(1)?, 0),
            (Level::Minor | Level::Patch, _) => (major, minor, patch.checked_add(1)?),
        };
        Some(format!("{major}.{minor}.{patch}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(level: Level, current: &str, expected: Option<&str>) {
        let bump = Bump {
            level,
            reasons: Vec::new(),
        };
        assert_eq!(bump.after(current).as_deref(), expected);
    }

    #[test]
    fn versions_move_as_cargo_has_it() {
        check(Level::None, "0.1.2", Some("0.1.2"));
        check(Level::Patch, "0.1.2", Some("0.1.3"));
        check(Level::Minor, "0.1.2", Some("0.1.3"));
        check(Level::Major, "0.1.2", Some("0.2.0"));
        check(Level::Patch, "1.1.2", Some("1.1.3"));
        check(Level::Minor, "1.1.2", Some("1.2.0"));
        check(Level::Major, "1.1.2", Some("2.0.0"));
        check(Level::Major, "1.1", None);
        check(Level::Major, "18446744073709551615.0.0", None);
    }
}
