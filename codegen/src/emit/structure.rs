//! A structure: the plain item, and below it the table with one line a member.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::{
    deprecated, deprecated_text, docs, field_docs, in_link, member_line, undescribed,
};
use super::rust_type::Spelling;
use super::source::{Source, comment, tokens};
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
    fn keyword(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Input(_) => "input",
            Self::Output(_) => "output",
            Self::Error => "error",
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
    let members = || structures.iter().flat_map(|structure| &structure.members);
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
    source.tokens(item(structure, role, spelling));
    source.text(table(structure, role, spelling));
    source.text(required(structure, spelling));
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

fn item(structure: &Structure, role: Role<'_>, spelling: &Spelling<'_>) -> TokenStream {
    let name = format_ident!("{}", structure.name);
    let docs = docs(&item_docs(structure, role));
    let deprecated = deprecated(structure.deprecated.as_ref());
    let fields = structure.members.iter();
    let fields = fields.map(|member| field(member, spelling));
    let more = match role {
        Role::Data | Role::Input(_) => TokenStream::new(),
        Role::Output(_) => {
            let id = tokens(&spelling.option(spelling.string()));
            quote!(_request_id: #id,)
        }
        Role::Error => quote!(pub(crate) meta: crate::error::ErrorMetadata,),
    };
    quote! {
        #docs
        #deprecated
        #[cfg_attr(doc, doc(hidden))]
        #[non_exhaustive]
        #[derive(Clone)]
        pub struct #name {
            #(#fields)*
            #more
        }
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

fn field(member: &Member, spelling: &Spelling<'_>) -> TokenStream {
    let docs = docs(&field_docs(member));
    let deprecated = deprecated(member.deprecated.as_ref());
    let name = tokens(&member.field);
    let of = tokens(&spelling.field(member));
    quote! {
        #docs
        #deprecated
        pub #name: #of,
    }
}

fn table(structure: &Structure, role: Role<'_>, spelling: &Spelling<'_>) -> String {
    let Structure {
        name, model_name, ..
    } = structure;
    let (build, builder) = match role {
        // An input's builder checks nothing: what is missing is reported when it is sent.
        Role::Input(operation) => ("infallible", &operation.fluent_builder),
        _ if structure.fallible => ("fallible", &structure.builder),
        _ => ("infallible", &structure.builder),
    };
    let sensitive = if structure.sensitive {
        " (sensitive)"
    } else {
        ""
    };
    let keyword = role.keyword();
    let wire_name = literal(model_name);
    let mut text = format!(
        "smithwright_runtime::structure! {{
    {keyword} {name} as {wire_name}{sensitive}, {build} {builder} {{
"
    );
    for member in &structure.members {
        text += &row(structure, member, spelling);
    }
    text + "    }\n}\n"
}

fn row(structure: &Structure, member: &Member, spelling: &Spelling<'_>) -> String {
    let Member {
        field,
        setter,
        getter,
        ..
    } = member;
    let mut row = comment(&member_line(structure, member), "///", 2);
    let deprecated = deprecated_text(member.deprecated.as_ref());
    if !deprecated.is_empty() {
        let _ = writeln!(row, "        {deprecated}");
    }
    let (kind, entry) = (spelling.kind(member), entry(member, spelling));
    let _ = writeln!(
        row,
        "        {field} {setter} {getter}: [{kind}] = {entry};"
    );
    row
}

/// The methods for required members that may be absent all the same.
fn required(structure: &Structure, spelling: &Spelling<'_>) -> String {
    let members = structure.members.iter();
    let rows: String = members
        .filter_map(|member| {
            let (method, field) = (member.require.as_ref()?, &member.field);
            Some(format!(
                "        {method} of {field}: [{}];\n",
                spelling.kind(member)
            ))
        })
        .collect();
    if rows.is_empty() {
        return rows;
    }
    let (name, wire) = (&structure.name, literal(&structure.model_name));
    format!("smithwright_runtime::require! {{\n    {name} as {wire} {{\n{rows}    }}\n}}\n")
}

/// The member's entry in the schema.
fn entry(member: &Member, spelling: &Spelling<'_>) -> String {
    let (of, name) = (spelling.path(MEMBER), member.wire_name.literal());
    let mut entry = match &member.shape {
        ShapeRef::Static(shape) => format!("{of}::new({name}, &shapes::{shape})"),
        ShapeRef::Structure => format!("{of}::structure({name})"),
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
