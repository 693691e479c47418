//! What programs use of a crate, against models of the past.

mod features;
mod programs;
mod shown;

use smithwright_codegen::diff::{
    Changes, Fact, Program, Revision, Source, Verdict, diff, mark_used,
};

use crate::model_files::{history, old};

/// A container fleet's attributes became a list, and more than a dozen members and types went.
pub(crate) const CONTAINERS: (&str, &str) = ("gamelift-1.35.13", "gamelift-1.35.59");

/// Two values of an enum got other names.
pub(crate) const RENAMED: (&str, &str) = ("gamelift-1.6.3", "gamelift-1.6.8");

/// The service prefers another protocol.
pub(crate) const PROTOCOL: (&str, &str) = ("gamelift-1.42.82", "gamelift-1.42.93");

fn source(file: &str, text: &str) -> Source {
    Source {
        file: file.to_owned(),
        text: text.to_owned(),
    }
}

#[track_caller]
fn program(sources: &[Source], manifests: &[Source]) -> Program {
    let (program, problems) = Program::read(sources, manifests);
    assert_eq!(problems.0, [], "{problems}");
    program
}

/// Two models of the past, compared.
struct Pair {
    was: Revision,
    is: Revision,
    changes: Changes,
}

impl Pair {
    fn of(pair: (&str, &str)) -> Option<Self> {
        let history = history("what programs use")?;
        Some(Self::new(old(&history, pair.0), old(&history, pair.1)))
    }

    fn new(was: Revision, is: Revision) -> Self {
        let changes = diff(&was, &is);
        Self { was, is, changes }
    }

    /// The changes with what a program uses; `None` where it does not name the crate.
    fn mark(&self, program: &Program) -> Option<Changes> {
        let mut changes = self.changes.clone();
        let is_named = mark_used(&mut changes, &self.was, &self.is, program);
        let is_marked = changes.facts.iter().any(Fact::is_used);
        assert!(is_named || !is_marked, "facts of a crate that is not named");
        is_named.then_some(changes)
    }

    /// The same for a program of one file, `a.rs`.
    #[track_caller]
    fn mark_text(&self, text: &str) -> Changes {
        let marked = self.mark(&program(&[source("a.rs", text)], &[]));
        marked.expect("a program that names the crate")
    }

    /// What breaks of a program of one file, `a.rs`.
    #[track_caller]
    fn check(&self, text: &str, expected: &[&str]) {
        self.check_with("", text, expected);
    }

    /// The same for a program with a manifest.
    #[track_caller]
    fn check_with(&self, manifest: &str, text: &str, expected: &[&str]) {
        let program = program(&[source("a.rs", text)], &[source("Cargo.toml", manifest)]);
        let changes = self.mark(&program).expect("a program that names the crate");
        assert_eq!(marked(&changes, Verdict::Major), expected, "{text}");
    }
}

/// The facts of a verdict that a program uses, and where: `ComputeType.CONTAINER: 3 names ..`.
fn marked(changes: &Changes, verdict: Verdict) -> Vec<String> {
    let facts = changes.with(verdict).filter(|fact| fact.is_used());
    let marked = facts.map(|fact| {
        let uses = fact.uses.iter().flatten();
        let uses = uses.map(|at| format!("{at} {}", at.what));
        let uses = uses.collect::<Vec<_>>().join(", ");
        format!("{} {}: {uses}", fact.kind, fact.subject)
    });
    marked.collect()
}
