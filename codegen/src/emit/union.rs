//! A union: each variant stated once, with its text, its type and its row of the table.

use std::fmt::Write as _;

use super::docs::{deprecated_line, deprecated_text, field_docs, undescribed};
use super::rust_type::Spelling;
use super::source::{Source, comment};
use super::structure::{entry, uses_of};
use crate::api::{Union, UnionVariant};
use crate::text::literal;

/// The file of a union.
pub(super) fn emit(union: &Union) -> String {
    let spelling = Spelling::beside([union.name.as_str()]);
    let mut source = Source::new();
    let members = union.variants.iter().map(|variant| &variant.member);
    source.uses(&uses_of(&members, &spelling));
    source.text(stated(union, &spelling));
    if union.boxed {
        source.text(format!(
            "smithwright_runtime::boxed! {{ {} }}\n",
            union.name
        ));
    }
    source.finish()
}

fn stated(union: &Union, spelling: &Spelling<'_>) -> String {
    let mut text = "smithwright_runtime::union! {\n".to_owned();
    text += &match union.docs.as_str() {
        "" => comment(&undescribed(&union.model_name), "///", 1),
        docs => comment(docs, "///", 1),
    };
    text += &deprecated_line(union.deprecated.as_ref(), 1);
    let (name, wire_name) = (&union.name, literal(&union.model_name));
    let sensitive = if union.sensitive { " (sensitive)" } else { "" };
    let _ = writeln!(text, "    pub enum {name} as {wire_name}{sensitive} {{");
    for variant in &union.variants {
        text += &row(variant, spelling);
    }
    text + "    }\n}\n"
}

fn row(variant: &UnionVariant, spelling: &Spelling<'_>) -> String {
    let UnionVariant {
        name,
        predicate,
        accessor,
        is_unit,
        member,
    } = variant;
    let mut row = comment(&field_docs(member), "///", 2);
    let holds = if *is_unit {
        String::new()
    } else {
        format!(" ({})", spelling.field(member))
    };
    let entry = entry(member, spelling);
    let deprecated = match deprecated_text(member.deprecated.as_ref()) {
        attribute if attribute.is_empty() => attribute,
        attribute => format!(", {attribute}"),
    };
    let _ = writeln!(
        row,
        "        {name}{holds} = {entry}, {predicate}, {accessor}{deprecated};"
    );
    row
}
