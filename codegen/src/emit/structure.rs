//! A structure: the plain item, and below it the table with one line a member.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::{deprecated, docs, field_docs, summary};
use super::rust_type;
use super::source::{Source, comment};
use crate::api::{ErrorFacts, Member, ShapeRef, Structure};
use crate::model::Location;

/// What a structure is for; it decides what it has beyond its members.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of an input or output.
    Data,
    /// What an operation takes; `builder` is the fluent builder.
    Input,
    /// What an operation gives.
    Output,
    /// What an operation fails with.
    Error,
}

impl Role {
    fn keyword(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Input => "input",
            Self::Output => "output",
            Self::Error => "error",
        }
    }
}

/// The runtime's type of a table's entries, which a structure of that name has to spell in full.
const MEMBER: &str = "Member";

/// The imports that the tables of these structures need.
pub(super) fn uses(structures: &[&Structure]) -> Vec<&'static str> {
    let members = || structures.iter().flat_map(|structure| &structure.members);
    let mut uses = Vec::new();
    if members().next().is_some() && !structures.iter().any(|structure| structure.name == MEMBER) {
        uses.push("smithwright_runtime::schema::Member");
    }
    if members().any(|member| matches!(member.shape, ShapeRef::Static(_))) {
        uses.push("crate::shapes");
    }
    uses.sort_unstable();
    uses
}

/// Adds the structure; `builder` is the builder's name.
pub(super) fn emit(source: &mut Source, structure: &Structure, role: Role, builder: &str) {
    source.tokens(item(structure, role));
    source.text(table(structure, role, builder));
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

fn item(structure: &Structure, role: Role) -> TokenStream {
    let name = format_ident!("{}", structure.name);
    let text = if structure.docs.is_empty() {
        format!("The structure `{}`.", structure.model_name)
    } else {
        structure.docs.clone()
    };
    let (docs, deprecated) = (docs(&text), deprecated(structure.deprecated.as_ref()));
    let fields = structure.members.iter().map(|member| field(member, structure));
    let more = match role {
        Role::Data | Role::Input => TokenStream::new(),
        Role::Output => quote!(_request_id: Option<String>,),
        Role::Error => quote!(pub(crate) meta: crate::error::ErrorMetadata,),
    };
    quote! {
        #docs
        #deprecated
        #[non_exhaustive]
        #[derive(Clone)]
        pub struct #name {
            #(#fields)*
            #more
        }
    }
}

fn field(member: &Member, within: &Structure) -> TokenStream {
    let docs = docs(&field_docs(member));
    let deprecated = deprecated(member.deprecated.as_ref());
    let name = rust_type::tokens(&member.field);
    let of = rust_type::tokens(&rust_type::field(member));
    let of = rust_type::apart_from(of, &within.name);
    quote! {
        #docs
        #deprecated
        pub #name: #of,
    }
}

fn table(structure: &Structure, role: Role, builder: &str) -> String {
    // An input's builder checks nothing: what is missing is reported when it is sent.
    let build = if structure.fallible && role != Role::Input {
        "fallible"
    } else {
        "infallible"
    };
    let sensitive = if structure.sensitive {
        " (sensitive)"
    } else {
        ""
    };
    let mut text = format!(
        "smithwright_runtime::structure! {{\n    {} {} as {:?}{sensitive}, {build} {builder} {{\n",
        role.keyword(),
        structure.name,
        structure.model_name,
    );
    let in_full = if structure.name == MEMBER { "smithwright_runtime::schema::" } else { "" };
    for member in &structure.members {
        text += &row(member, in_full);
    }
    text + "    }\n}\n"
}

fn row(member: &Member, in_full: &str) -> String {
    let Member {
        field,
        setter,
        getter,
        ..
    } = member;
    let mut row = comment(&summary(member), "///", 2);
    let deprecated = deprecated(member.deprecated.as_ref());
    if !deprecated.is_empty() {
        let _ = writeln!(row, "        {deprecated}");
    }
    let _ = writeln!(
        row,
        "        {field} {setter} {getter}: [{}] = {in_full}{};",
        rust_type::kind(member),
        entry(member)
    );
    row
}

/// The member's entry in the schema.
fn entry(member: &Member) -> String {
    let mut entry = match &member.shape {
        ShapeRef::Static(shape) => format!("Member::new({:?}, &shapes::{shape})", member.wire_name),
        ShapeRef::Structure => format!("Member::structure({:?})", member.wire_name),
    };
    entry += &match &member.location {
        Location::Body => String::new(),
        Location::Payload => ".payload()".to_owned(),
        Location::Label => ".label()".to_owned(),
        Location::Query(name) => format!(".query({name:?})"),
        Location::QueryParams => ".query_params()".to_owned(),
        Location::Header(name) => format!(".header({name:?})"),
        Location::PrefixHeaders(prefix) => format!(".prefix_headers({prefix:?})"),
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
        "smithwright_runtime::exception! {{ {} = {:?}, message{message}{retry} }}\n",
        structure.name, error.code
    )
}
