//! Accepted facts: a TOML file with a table for each one that somebody reviewed.
//!
//! ```toml
//! ["gamelift:enum-value-removed:ComputeType.CONTAINER"]
//! reason = "we never asked for containers"
//! expires = 2027-01-31
//! ```
//!
//! An entry without a fact is an error, because it would let a later fact of that id pass unseen.
//! Never here: which verdict a gate asks for.

use std::collections::BTreeSet;
use std::path::Path;

use toml::value::Date;
use toml::{Table, Value};

use super::changes::Changes;
use crate::nearest::did_you_mean;
use crate::problem::{Problem, Problems};

/// The ids of the facts that pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowed(BTreeSet<String>);

impl Allowed {
    /// Reads an allow file and holds it against the facts that there are. `today` is the last day on
    /// which an entry that expires that day holds.
    ///
    /// # Errors
    /// The file is not TOML, an entry lacks its reason, has expired, or is of no fact.
    pub fn read(file: &Path, text: &str, today: Date, all: &[Changes]) -> Result<Self, Problems> {
        let table: Table = text.parse().map_err(|error: toml::de::Error| {
            let what = format!("this is not TOML: {}", error.message());
            Problem::new(file, "", what, "mend the file")
        })?;
        let facts = all.iter().flat_map(|changes| &changes.facts);
        let known: BTreeSet<&str> = facts.map(|fact| fact.id.as_str()).collect();
        let mut problems = Problems::default();
        for (id, entry) in &table {
            let mut add = |what: String, fix: String| {
                problems.0.push(Problem::new(file, id.clone(), what, fix));
            };
            if !known.contains(id.as_str()) {
                let fix = did_you_mean(id, known.iter().copied(), "remove the entry");
                add("there is no such fact".to_owned(), fix);
            }
            for (what, fix) in wrong(entry, today) {
                add(what, fix.to_owned());
            }
        }
        problems.finish(Self(table.keys().cloned().collect()))
    }

    /// Whether a fact passes.
    pub fn has(&self, id: &str) -> bool {
        self.0.contains(id)
    }
}

/// What is wrong with an entry, and what to do about it.
fn wrong(entry: &Value, today: Date) -> Vec<(String, &'static str)> {
    let Some(entry) = entry.as_table() else {
        return vec![("this is no table".to_owned(), "give it a `reason`")];
    };
    let mut wrong = Vec::new();
    let reason = entry.get("reason").and_then(Value::as_str);
    if reason.is_none_or(|reason| reason.trim().is_empty()) {
        wrong.push(("it has no reason".to_owned(), "say why the fact may pass"));
    }
    if let Some(expires) = entry.get("expires") {
        match expires.as_datetime().and_then(|expires| expires.date) {
            Some(date) if date < today => {
                let what = format!("it expired on {date}");
                wrong.push((what, "look at the fact again, or remove the entry"));
            }
            Some(_) => {}
            None => wrong.push((
                "`expires` is no date".to_owned(),
                "write it like `2027-01-31`, without quotes",
            )),
        }
    }
    for key in entry.keys() {
        if key != "reason" && key != "expires" {
            let what = format!("`{key}` is not known");
            wrong.push((what, "an entry has a `reason` and may have `expires`"));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Bump, DocumentName, Fact, Kind, Level, Subject, Verdict};
    use crate::json::Pointer;

    fn changes() -> Changes {
        let fact = Fact {
            id: "s:member-removed:A.B".to_owned(),
            kind: Kind::MemberRemoved,
            subject: Subject::Service,
            document: DocumentName::Service,
            pointer: Pointer::root(),
            old: None,
            new: None,
            reach: Vec::new(),
            verdict: Verdict::Major,
            items: Vec::new(),
            reason: String::new(),
            uses: None,
        };
        Changes {
            service: "s".to_owned(),
            full_name: "S".to_owned(),
            old: String::new(),
            new: String::new(),
            operations: 0,
            facts: vec![fact],
            renames: Vec::new(),
            bump: Bump {
                level: Level::Major,
                reasons: Vec::new(),
            },
            used_by: None,
        }
    }

    fn read(text: &str) -> Result<Allowed, Vec<String>> {
        let today = Date {
            year: 2026,
            month: 11,
            day: 21,
        };
        let read = Allowed::read(Path::new("allow.toml"), text, today, &[changes()]);
        read.map_err(|problems| problems.0.into_iter().map(|problem| problem.what).collect())
    }

    #[test]
    fn an_entry_lets_its_fact_pass() {
        let id = "s:member-removed:A.B";
        for expires in ["", "expires = 2026-11-21\n"] {
            let allowed = read(&format!("[\"{id}\"]\nreason = \"unused\"\n{expires}"));
            assert!(allowed.is_ok_and(|allowed| allowed.has(id)));
        }
    }

    #[test]
    fn what_is_wrong_with_an_entry_is_said() {
        let check = |text: &str, what: &str| assert_eq!(read(text), Err(vec![what.to_owned()]));
        check(
            "[\"s:member-removed:A.C\"]\nreason = \"x\"",
            "there is no such fact",
        );
        check("[\"s:member-removed:A.B\"]\n", "it has no reason");
        let entry = "[\"s:member-removed:A.B\"]\nreason = \"x\"\n";
        check(
            &format!("{entry}expires = 2026-11-20"),
            "it expired on 2026-11-20",
        );
        check(
            &format!("{entry}expires = \"soon\""),
            "`expires` is no date",
        );
        check(&format!("{entry}raeson = \"x\""), "`raeson` is not known");
        assert!(read("[").is_err());
    }
}
