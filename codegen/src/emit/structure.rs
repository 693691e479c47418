//! A structure: each member stated once, with its text, its type and its row of the table.

use std::fmt::Write as _;

use super::docs::{deprecated_line, deprecated_text, field_docs, in_link, undescribed};
use super::rust_type::Spelling;
use super::source::{Source, comment};
use crate::api::{ErrorFacts, Location, Member, Operation, ShapeRef, Structure};
use crate::text::literal;

/// The runtime's type of a table's entries.
const MEMBER: &str = "smithwright_runtime::schema::Member";

/// What a structure is for; it decides what it has beyond its members.
#[derive(Clone, Copy)]
pub(super) enum Role<'a> {
    /// Part of an input or output.
    Data,
    /// What the operation takes.
    Input(&'a Operation),
    /// What the operation gives.
    Output(&'a Operation),
    /// What an operation fails with.
    Error,
}

impl Role<'_> {
    /// What the structure has beyond its members: see `smithwright_runtime::value::extra`.
    fn extra(self) -> &'static str {
        match self {
            Self::Data | Self::Input(_) => "",
            Self::Output(_) => " with Output",
            Self::Error => " with Error",
        }
    }
}

/// The file of a structure that stands on its own.
pub(super) fn emit(structure: &Structure, role: Role<'_>) -> String {
    let spelling = Spelling::beside([structure.name.as_str(), &structure.builder]);
    let mut source = Source::new();
    source.uses(&uses(&[structure], &spelling));
    add(&mut source, structure, role, &spelling);
    source.finish()
}

/// The imports that the tables of these structures need.
pub(super) fn uses(structures: &[&Structure], spelling: &Spelling<'_>) -> Vec<&'static str> {
    let members = structures.iter().flat_map(|structure| &structure.members);
    uses_of(&members, spelling)
}

/// The imports that the rows of these members need.
pub(super) fn uses_of<'m>(
    members: &(impl Iterator<Item = &'m Member> + Clone),
    spelling: &Spelling<'_>,
) -> Vec<&'static str> {
    let members = || members.clone();
    let mut uses = Vec::new();
    if members().next().is_some() {
        uses.extend(spelling.imports(&[MEMBER]));
    }
    if members().any(|member| matches!(member.shape, ShapeRef::Static(_))) {
        uses.push("crate::shapes");
    }
    uses
}

/// Adds the structure to a file that spells types in this way.
pub(super) fn add(
    source: &mut Source,
    structure: &Structure,
    role: Role<'_>,
    spelling: &Spelling<'_>,
) {
    source.text(stated(structure, role, spelling));
    if structure.boxed {
        source.text(format!(
            "smithwright_runtime::boxed! {{ {} }}\n",
            structure.name
        ));
    }
    if let Some(error) = &structure.error {
        source.text(exception(structure, error));
    }
}

/// What the model says of the structure, or else what it is for.
fn item_docs(structure: &Structure, role: Role<'_>) -> String {
    let link = |operation: &Operation| {
        let (name, method) = (&operation.model_name, in_link(&operation.method));
        format!("[`{name}`](crate::Client::{method})")
    };
    match role {
        Role::Error if is_retried(structure) => {
            let docs = match structure.docs.as_str() {
                "" => undescribed(&structure.model_name),
                docs => docs.to_owned(),
            };
            format!("{docs}\n\nThe client retries by itself after it.")
        }
        _ if !structure.docs.is_empty() => structure.docs.clone(),
        Role::Data | Role::Error => undescribed(&structure.model_name),
        Role::Input(operation) => format!("What {} takes.", link(operation)),
        Role::Output(operation) => format!("What {} gives.", link(operation)),
    }
}

fn is_retried(structure: &Structure) -> bool {
    structure.error.as_ref().is_some_and(|error| error.retried)
}

/// The macro call in which the structure and each member is stated.
fn stated(structure: &Structure, role: Role<'_>, spelling: &Spelling<'_>) -> String {
    let mut text = "smithwright_runtime::structure! {\n".to_owned();
    text += &comment(&item_docs(structure, role), "///", 1);
    text += &deprecated_line(structure.deprecated.as_ref(), 1);
    let builder = match role {
        // An input's builder checks nothing: what is missing is reported when it is sent.
        Role::Input(operation) => format!("fluent {}", operation.fluent_builder),
        _ if structure.fallible => format!("fallible {}", structure.builder),
        _ => structure.builder.clone(),
    };
    let (name, wire_name) = (&structure.name, literal(&structure.model_name));
    let sensitive = if structure.sensitive {
        " (sensitive)"
    } else {
        ""
    };
    let extra = role.extra();
    let _ = writeln!(
        text,
        "    pub struct {name} as {wire_name}{sensitive}{extra}, {builder} {{"
    );
    for member in &structure.members {
        text += &row(member, spelling);
    }
    text + "    }\n}\n"
}

fn row(member: &Member, spelling: &Spelling<'_>) -> String {
    let mut row = comment(&field_docs(member), "///", 2);
    let (of, entry) = (spelling.field(member), entry(member, spelling));
    let Member {
        field,
        setter,
        getter,
        ..
    } = member;
    let require = member.require.iter();
    let require: String = require.map(|method| format!(", {method}")).collect();
    let deprecated = match deprecated_text(member.deprecated.as_ref()) {
        attribute if attribute.is_empty() => attribute,
        attribute => format!(", {attribute}"),
    };
    let _ = writeln!(
        row,
        "        pub {field}: ({of}) = {entry}, {setter}, {getter}{require}{deprecated};"
    );
    row
}

/// The member's entry in the schema.
pub(super) fn entry(member: &Member, spelling: &Spelling<'_>) -> String {
    let (of, name) = (spelling.path(MEMBER), member.wire_name.literal());
    let mut entry = match &member.shape {
        ShapeRef::Static(shape) => format!("{of}::new({name}, &shapes::{shape})"),
        ShapeRef::Structure => format!("{of}::structure({name})"),
        ShapeRef::Union => format!("{of}::union({name})"),
    };
    entry += &match &member.location {
        Location::Body => String::new(),
        Location::Payload => ".payload()".to_owned(),
        Location::Label => ".label()".to_owned(),
        Location::Query(name) => format!(".query({})", literal(name)),
        Location::QueryParams => ".query_params()".to_owned(),
        Location::Header(name) => format!(".header({})", literal(name)),
        Location::PrefixHeaders(prefix) => format!(".prefix_headers({})", literal(prefix)),
        Location::StatusCode => ".status_code()".to_owned(),
    };
    for (set, call) in [
        (member.required, ".required()"),
        (member.idempotency_token, ".idempotency_token()"),
        (member.sensitive, ".sensitive()"),
    ] {
        if set {
            entry += call;
        }
    }
    entry
}

fn exception(structure: &Structure, error: &ErrorFacts) -> String {
    let message = error
        .message_field
        .as_ref()
        .map(|field| format!(" {field}"))
        .unwrap_or_default();
    let retry = match error.retryable {
        None => "",
        Some(retryable) if retryable.throttling => ", retry ThrottlingError",
        Some(_) if error.server_fault => ", retry ServerError",
        Some(_) => ", retry ClientError",
    };
    format!(
        "smithwright_runtime::exception! {{ {} = {}, message{message}{retry} }}\n",
        structure.name,
        error.code.literal()
    )
}
