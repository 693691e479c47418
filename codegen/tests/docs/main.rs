//! Documentation strings: HTML to Markdown, and summaries.
//!
//! Here are the tests of what each construct becomes (`convert`, `summaries`), of what holds for
//! every string of the vendored models (`models`) and for strings made to hurt (`nasty`).

mod convert;
mod models;
mod nasty;
mod summaries;
mod visible;

use smithwright_codegen::lower::docs::Links;

/// A service without items: every name is just a word.
struct Nowhere;

impl Links for Nowhere {
    fn item(&self, _name: &str) -> Option<String> {
        None
    }

    fn is_own_reference(&self, _folder: &str) -> bool {
        false
    }
}

/// A small service with an operation and a structure, documented at `gamelift`.
struct Small;

impl Links for Small {
    fn item(&self, name: &str) -> Option<String> {
        match name {
            "CreateFleet" => Some("crate::op::CreateFleet".to_owned()),
            "PlayerSession" | "Event" => Some(format!("crate::types::{name}")),
            _ => None,
        }
    }

    fn member(&self, name: &str) -> Option<String> {
        (name == "FleetId").then(|| "field@crate::types::PlayerSession::fleet_id".to_owned())
    }

    fn is_own_reference(&self, folder: &str) -> bool {
        folder == "gamelift"
    }
}
