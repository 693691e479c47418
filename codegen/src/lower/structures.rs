//! Structures and their members: inputs, outputs, errors, and the data in them.
//!
//! Never here: the operations around them, and the names, types, tables and constraints that the other
//! passes decide.

use super::deprecated::deprecated;
use super::enums::Variants;
use super::held::held;
use super::recursion::Boxes;
use super::shapes::Statics;
use super::{constraints, names, retries, types};
use crate::api::{self, ErrorFacts};
use crate::manifest::Nullability;
use crate::model::{Fault, Location, Member, Model, ShapeId, ShapeKind, Structure};

/// What a structure is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of an input or output.
    Data,
    /// What an operation takes.
    Input,
    /// What an operation gives.
    Output,
    /// What an operation fails with.
    Error,
}

/// What earlier passes decided about the members of structures.
pub(super) struct Decisions<'m> {
    /// The model, its documentation in Markdown.
    pub(super) model: &'m Model,
    /// The statics of the tables.
    pub(super) statics: &'m Statics,
    /// What has to be boxed.
    pub(super) boxes: &'m Boxes,
    /// Which members are plain values.
    pub(super) nullability: Nullability,
    /// The names of variants.
    pub(super) variants: &'m Variants<'m>,
    /// Operations get examples. They are no items, and take long to find.
    pub(super) has_examples: bool,
}

impl Decisions<'_> {
    /// The structures that stand on their own, as data or as errors.
    pub(super) fn structures(&self, role: Role) -> Vec<api::Structure> {
        let held = held(self.model).into_iter();
        let held = held.filter(|id| match &self.model[id].kind {
            ShapeKind::Structure(structure) => structure.error.is_some() == (role == Role::Error),
            _ => false,
        });
        let structures = held.map(|id| self.structure(id, names::type_name(&id.0), role));
        let mut structures: Vec<_> = structures.collect();
        structures.sort_by(|a, b| a.name.cmp(&b.name));
        structures
    }

    /// A structure of the model as the Rust type `name`.
    pub(super) fn structure(&self, id: &ShapeId, name: String, role: Role) -> api::Structure {
        let shape = &self.model[id];
        let empty = Structure::default();
        let structure = match &shape.kind {
            ShapeKind::Structure(structure) => structure,
            _ => &empty,
        };
        let members = structure.members.iter();
        let members: Vec<_> = members
            .map(|(name, member)| self.member(id, name, member, role))
            .collect();
        api::Structure {
            builder: names::companion(&name, "Builder"),
            module: match role {
                Role::Data | Role::Error => names::type_module(&id.0),
                Role::Input | Role::Output => String::new(),
            },
            model_name: id.0.clone(),
            docs: shape.documentation.clone().unwrap_or_default(),
            deprecated: deprecated(shape.traits.deprecated.as_ref()),
            sensitive: shape.traits.sensitive,
            fallible: role == Role::Input || members.iter().any(|member| !member.optional),
            boxed: role == Role::Data && self.boxes.has_target(id),
            error: error_facts(self.model, id, structure),
            members,
            name,
        }
    }

    /// A member of a structure or union.
    pub(super) fn member(
        &self,
        owner: &ShapeId,
        name: &str,
        member: &Member,
        role: Role,
    ) -> api::Member {
        let is_message = role == Role::Error && is_message(name) && is_text(self.model, member);
        let docs = match &member.documentation {
            Some(docs) => docs.clone(),
            None if is_message => "What went wrong, in the words of the service.".to_owned(),
            None => String::new(),
        };
        let is_sent = matches!(role, Role::Input | Role::Data);
        let is_read = role != Role::Input;
        let optional =
            role == Role::Input || types::is_optional(self.model, member, self.nullability);
        api::Member {
            field: names::field(name),
            setter: names::setter(name, role == Role::Error),
            getter: names::getter(name),
            require: (is_read && member.required && optional).then(|| names::require(name)),
            model_name: name.to_owned(),
            wire_name: member.wire_name.as_deref().unwrap_or(name).into(),
            value: types::rust_type(self.model, &member.target),
            optional,
            // An input or output is a type of its own, which nothing contains.
            boxed: role == Role::Data && self.boxes.has_member(owner, name),
            shape: self.statics.of(self.model, owner, name, member),
            location: location(&member.location),
            required: member.required,
            idempotency_token: member.idempotency_token,
            sensitive: member.traits.sensitive
                || is_sensitive_structure(self.model, &member.target),
            deprecated: deprecated(member.traits.deprecated.as_ref()),
            docs,
            constraints: constraints::of_member(self.model, member, is_sent),
        }
    }
}

/// Whether a shape is a structure that is sensitive as a whole: the official crates hide the member then, and not only
/// what is in the structure. Other shapes say that they are sensitive in their table.
fn is_sensitive_structure(model: &Model, id: &ShapeId) -> bool {
    let shape = &model[id];
    shape.traits.sensitive && shape.kind.named_members().is_some()
}

/// The structure of an operation that the model gives none.
pub(super) fn empty(name: String, role: Role) -> api::Structure {
    api::Structure {
        builder: names::companion(&name, "Builder"),
        module: String::new(),
        model_name: name.clone(),
        docs: String::new(),
        deprecated: None,
        sensitive: false,
        fallible: role == Role::Input,
        boxed: false,
        error: None,
        members: Vec::new(),
        name,
    }
}

fn error_facts(model: &Model, id: &ShapeId, structure: &Structure) -> Option<ErrorFacts> {
    let error = structure.error.as_ref()?;
    // What is called a message and is no plain text is a member like any other.
    let mut members = structure.members.iter();
    let message = members.find(|(name, member)| is_message(name) && is_text(model, member));
    Some(ErrorFacts {
        code: error.code.as_deref().unwrap_or(&id.0).into(),
        message_field: message.map(|(name, _)| names::field(name)),
        retryable: error.retryable,
        http_status: error.http_status,
        server_fault: error.fault == Fault::Server,
        retried: retries::by_client(id, error),
    })
}

fn is_text(model: &Model, member: &Member) -> bool {
    matches!(model[&member.target].kind, ShapeKind::String)
}

/// The member that holds an error's message; services write it in two ways.
pub(super) fn is_message(member: &str) -> bool {
    matches!(member, "message" | "Message")
}

/// The place in the HTTP message; HTTP does not tell the case of header names.
fn location(location: &Location) -> Location {
    match location {
        Location::Header(name) => Location::Header(name.to_ascii_lowercase()),
        Location::PrefixHeaders(prefix) => Location::PrefixHeaders(prefix.to_ascii_lowercase()),
        other => other.clone(),
    }
}
