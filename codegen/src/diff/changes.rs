//! The result of a comparison, as plain data that every view reads.
//!
//! Invariants:
//! - no two facts of a [`Changes`] have the same id, and equal revisions have no fact;
//! - facts stand in the order of [`Kind`], then of what they are about;
//! - a fact that is [`Verdict::Major`] names at least one Rust item of the old crate that is not in the
//!   new one.
//!
//! Never here: how any of it is found, judged or shown.

use std::fmt;

use serde::{Serialize, Serializer};

use super::kind::Kind;
use crate::json::Pointer;
pub use crate::load::DocumentName;

/// Everything that differs between two revisions of one service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// The service, as `services.toml` and fact ids call it, such as `gamelift`.
    pub service: String,
    /// The full name of the service, such as `Amazon GameLift`.
    pub full_name: String,
    /// Where the old model is from, as whoever asked called it.
    pub old: String,
    /// Where the new model is from, as whoever asked called it.
    pub new: String,
    /// How many operations the new model has.
    pub operations: usize,
    /// The differences.
    pub facts: Vec<Fact>,
    /// Which removals and additions are probably one thing with another name.
    pub renames: Vec<Rename>,
    /// What the version of the generated crate should do.
    pub bump: Bump,
    /// The program that was asked about, as whoever asked called it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used_by: Option<String>,
}

impl Changes {
    /// The facts of one verdict.
    pub fn with(&self, verdict: Verdict) -> impl Iterator<Item = &Fact> {
        self.facts
            .iter()
            .filter(move |fact| fact.verdict == verdict)
    }

    /// The gravest verdict of all; [`Verdict::None`] where there is no fact.
    pub fn gravest(&self) -> Verdict {
        let verdicts = self.facts.iter().map(|fact| fact.verdict);
        verdicts.max().unwrap_or(Verdict::None)
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// Names the fact in allow files: the same difference has the same id in every run, and another
    /// value another id. `gamelift:member-removed:ServerProcess.LaunchPath`
    pub id: String,
    /// What kind of difference it is.
    pub kind: Kind,
    /// What it is about, by the model's names.
    pub subject: Subject,
    /// The document that it is seen in.
    pub document: DocumentName,
    /// The place in the new document, or in the old one where the new one has nothing there (RFC 6901).
    #[serde(serialize_with = "as_text")]
    pub pointer: Pointer,
    /// What was; `None` where there was nothing.
    pub old: Option<String>,
    /// What is; `None` where there is nothing any more.
    pub new: Option<String>,
    /// Every operation that it reaches, in the order of their names.
    pub reach: Vec<Reach>,
    /// What it does to Rust callers.
    pub verdict: Verdict,
    /// The Rust items it takes away or changes ([`Verdict::Major`]), lets stand for another value
    /// ([`Verdict::Behaviour`]) or brings ([`Verdict::Minor`]), the one that says most first:
    /// `types::ServerProcess::launch_path()`.
    pub items: Vec<String>,
    /// Why the verdict is what it is, as a sentence without a full stop.
    pub reason: String,
    /// Where a program uses what the fact is about; `None` where no program was asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uses: Option<Vec<Use>>,
}

impl Fact {
    /// Whether a program has to do with it. Without a program every fact counts.
    pub fn is_used(&self) -> bool {
        self.uses.as_ref().is_none_or(|uses| !uses.is_empty())
    }
}

/// One place where a program uses what a fact is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Use {
    /// The source file.
    pub file: String,
    /// The line in it, from 1.
    pub line: usize,
    /// What it does there, as a clause without its subject: `calls create_game_session`.
    pub what: String,
}

impl fmt::Display for Use {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// One side of one operation that a fact reaches.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Reach {
    /// The operation.
    pub operation: String,
    /// Where in it.
    pub side: Side,
    /// The ways there by member names, `[]` for the items of a list and `{}` for the values of a map:
    /// `PlayerSessions[].FleetArn`. Empty for [`Side::Operation`]; the empty path is the whole structure.
    pub paths: Vec<String>,
}

/// A part of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The operation itself.
    Operation,
    /// What callers send.
    Request,
    /// What they get back.
    Response,
    /// What they get when it fails; paths begin with the error's name.
    Error,
}

/// What a difference does to the people who call the generated crate, from harmless to grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing that any caller or reader would notice.
    None,
    /// The documentation says something else.
    Docs,
    /// Something is mended or eased; nobody has to look.
    Patch,
    /// There is something new to use.
    Minor,
    /// Everything compiles and something acts differently.
    Behaviour,
    /// A program that compiled need not compile any more.
    Major,
}

impl Verdict {
    /// All of them, the gravest first.
    pub const ALL: [Self; 6] = [
        Self::Major,
        Self::Behaviour,
        Self::Minor,
        Self::Patch,
        Self::Docs,
        Self::None,
    ];

    /// The name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Docs => "docs",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Behaviour => "behaviour",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What a fact is about, by the names of the model.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The service as a whole.
    Service,
    /// A key that has no place in the model, by its pointer.
    Key(String),
    /// A parameter of the endpoint rules.
    EndpointParameter(String),
    /// An operation.
    Operation(String),
    /// An error of an operation.
    OperationError {
        /// The operation.
        operation: String,
        /// The error.
        error: String,
    },
    /// A waiter.
    Waiter {
        /// The operation that it calls.
        operation: String,
        /// The waiter.
        waiter: String,
    },
    /// A shape.
    Shape(String),
    /// A member of a structure; `member`, `key` or `value` of a list or map.
    Member {
        /// The shape that has it.
        shape: String,
        /// The member.
        member: String,
    },
    /// A value of an enum.
    Value {
        /// The enum.
        shape: String,
        /// The text on the wire.
        value: String,
    },
}

impl Subject {
    /// A shape's member.
    pub(super) fn member(shape: &str, member: &str) -> Self {
        Self::Member {
            shape: shape.to_owned(),
            member: member.to_owned(),
        }
    }

    /// An enum's value.
    pub(super) fn value(shape: &str, value: &str) -> Self {
        Self::Value {
            shape: shape.to_owned(),
            value: value.to_owned(),
        }
    }

    /// The shape that it is, or is part of.
    pub fn shape(&self) -> Option<&str> {
        match self {
            Self::Shape(shape) | Self::Member { shape, .. } | Self::Value { shape, .. } => {
                Some(shape)
            }
            _ => None,
        }
    }

    /// The operation that it is, or is part of.
    pub fn operation(&self) -> Option<&str> {
        match self {
            Self::Operation(operation)
            | Self::OperationError { operation, .. }
            | Self::Waiter { operation, .. } => Some(operation),
            _ => None,
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service => f.write_str("service"),
            Self::Key(name)
            | Self::EndpointParameter(name)
            | Self::Operation(name)
            | Self::Shape(name) => f.write_str(name),
            Self::OperationError { operation, error } => write!(f, "{operation}.{error}"),
            Self::Waiter { waiter, .. } => f.write_str(waiter),
            Self::Member { shape, member } => write!(f, "{shape}.{member}"),
            Self::Value { shape, value } => write!(f, "{shape}.{value}"),
        }
    }
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A removal and an addition that are probably one thing with another name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rename {
    /// The id of the fact that removes the old name.
    pub removed: String,
    /// The id of the fact that adds the new one.
    pub added: String,
    /// The old name.
    pub old: String,
    /// The new name.
    pub new: String,
    /// What speaks for it, as a clause.
    pub reason: String,
}

/// What the version of a generated crate should do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bump {
    /// How far the version moves.
    pub level: Level,
    /// Why, a clause for each verdict that calls for it.
    pub reasons: Vec<String>,
}

/// How far a version moves: <https://doc.rust-lang.org/cargo/reference/semver.html>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The crate stays as it is.
    None,
    /// Nothing new to use.
    Patch,
    /// Something new to use, or to know of.
    Minor,
    /// Something breaks.
    Major,
}

impl Level {
    /// The name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

fn as_text<S: Serializer>(pointer: &Pointer, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(pointer)
}
