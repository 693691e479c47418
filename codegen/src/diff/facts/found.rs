//! A difference, and the list of those that were found.
//!
//! Never here: where to look for them.

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use crate::diff::changes::{DocumentName, Fact, Reach, Subject, Verdict};
use crate::diff::kind::Kind;
use crate::json::Pointer;
use crate::model::Model;

/// A difference, before anything is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What kind of difference it is.
    pub kind: Kind,
    /// What it is about.
    pub subject: Subject,
    /// The document that it is seen in.
    pub document: DocumentName,
    /// The place in the new document, or in the old one where the new one has nothing there.
    pub pointer: Pointer,
    /// What was.
    pub old: Option<String>,
    /// What is.
    pub new: Option<String>,
}

impl Difference {
    /// The fact that it is; not judged yet.
    pub(in crate::diff) fn into_fact(self, service: &str, reach: Vec<Reach>) -> Fact {
        Fact {
            id: self.id(service),
            kind: self.kind,
            subject: self.subject,
            document: self.document,
            pointer: self.pointer,
            old: self.old,
            new: self.new,
            reach,
            verdict: Verdict::None,
            items: Vec::new(),
            reason: String::new(),
            uses: None,
        }
    }

    /// What the fact is called. Values are part of it, because another value is another fact; what is
    /// only added or removed is told by its name.
    fn id(&self, service: &str) -> String {
        let Self {
            kind,
            subject,
            old,
            new,
            ..
        } = self;
        let id = format!("{service}:{kind}:{subject}");
        match (old, new) {
            (Some(old), Some(new)) => {
                let digest = Sha256::digest(format!("{old}\0{new}"));
                let digest: String = digest.iter().take(4).map(|b| format!("{b:02x}")).collect();
                format!("{id}:{digest}")
            }
            _ => id,
        }
    }
}

/// What was found so far, and where.
pub(super) struct Found<'m> {
    pub(super) list: Vec<Difference>,
    /// The old model and the new one.
    pub(super) models: (&'m Model, &'m Model),
}

impl Found<'_> {
    /// A difference in the service document.
    pub(super) fn add(
        &mut self,
        kind: Kind,
        subject: Subject,
        pointer: Pointer,
        old: Option<String>,
        new: Option<String>,
    ) {
        self.add_in(DocumentName::Service, kind, subject, pointer, (old, new));
    }

    /// A difference in another document.
    pub(super) fn add_in(
        &mut self,
        document: DocumentName,
        kind: Kind,
        subject: Subject,
        pointer: Pointer,
        (old, new): (Option<String>, Option<String>),
    ) {
        self.list.push(Difference {
            kind,
            subject,
            document,
            pointer,
            old,
            new,
        });
    }

    /// A difference of two values that are always there, if they differ.
    pub(super) fn change<T: PartialEq + ?Sized>(
        &mut self,
        kind: Kind,
        subject: &Subject,
        pointer: &dyn Fn() -> Pointer,
        (old, new): (&T, &T),
        text: impl Fn(&T) -> String,
    ) {
        if old != new {
            let (old, new) = (Some(text(old)), Some(text(new)));
            self.add(kind, subject.clone(), pointer(), old, new);
        }
    }

    /// A difference of two values that may be missing, if they differ.
    pub(super) fn change_option<T: PartialEq>(
        &mut self,
        kind: Kind,
        subject: &Subject,
        pointer: &dyn Fn() -> Pointer,
        (old, new): (Option<&T>, Option<&T>),
        text: impl Fn(&T) -> String,
    ) {
        if old != new {
            let (old, new) = (old.map(&text), new.map(&text));
            self.add(kind, subject.clone(), pointer(), old, new);
        }
    }

    /// A difference of two flags, if they differ: `None` is off.
    pub(super) fn change_flag(
        &mut self,
        kind: Kind,
        subject: &Subject,
        pointer: &dyn Fn() -> Pointer,
        (old, new): (bool, bool),
    ) {
        let value = |flag: bool| flag.then(|| "true".to_owned());
        if old != new {
            self.add(kind, subject.clone(), pointer(), value(old), value(new));
        }
    }

    /// A difference of two texts of documentation, if they differ.
    pub(super) fn documentation(
        &mut self,
        subject: &Subject,
        pointer: &dyn Fn() -> Pointer,
        texts: (Option<&String>, Option<&String>),
    ) {
        self.change_option(
            Kind::DocumentationChanged,
            subject,
            pointer,
            texts,
            String::clone,
        );
    }
}

/// Whether the names that both sides have stand in another order.
pub(super) fn is_reordered<'n>(
    old: &(impl Iterator<Item = &'n str> + Clone),
    new: &(impl Iterator<Item = &'n str> + Clone),
) -> bool {
    if old.clone().eq(new.clone()) {
        return false;
    }
    let (was, is): (HashSet<_>, HashSet<_>) = (old.clone().collect(), new.clone().collect());
    let kept = old.clone().filter(|name| is.contains(name));
    let left = new.clone().filter(|name| was.contains(name));
    !kept.eq(left)
}

/// The names in order, as one text.
pub(super) fn in_order<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}
