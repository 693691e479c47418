//! An enum: one line a value.

use std::fmt::Write as _;

use super::docs::{deprecated_text, undescribed};
use super::source::{Source, comment};
use crate::api::Enumeration;

/// The file of an enum.
pub(super) fn emit(enumeration: &Enumeration) -> String {
    let mut text = "smithwright_runtime::enumeration! {\n".to_owned();
    text += &match enumeration.docs.as_str() {
        "" => comment(&undescribed(&enumeration.model_name), "///", 1),
        docs => comment(docs, "///", 1),
    };
    let deprecated = deprecated_text(enumeration.deprecated.as_ref());
    if !deprecated.is_empty() {
        let _ = writeln!(text, "    {deprecated}");
    }
    let sensitive = if enumeration.sensitive {
        " (sensitive)"
    } else {
        ""
    };
    let _ = writeln!(text, "    pub enum {}{sensitive} {{", enumeration.name);
    for variant in &enumeration.variants {
        if !variant.docs.is_empty() {
            text += &comment(&format!("\u{2014} {}", variant.docs), "///", 2);
        }
        let _ = writeln!(
            text,
            "        {} = {},",
            variant.name,
            variant.value.literal()
        );
    }
    let mut source = Source::new();
    source.text(text + "    }\n}\n");
    if enumeration.is_key {
        source.text(format!(
            "smithwright_runtime::map_key! {{ {} }}\n",
            enumeration.name
        ));
    }
    source.finish()
}
