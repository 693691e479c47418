//! How [`Changes`](super::Changes) are shown: one function a form, all from the same facts.
//!
//! Never here: anything that changes what is said, and where it is printed.

mod apichanges;
mod changelog;
mod expansion;
mod github;
mod history;
mod html;
mod json;
mod markdown;
mod sections;
mod text;
mod words;

pub use crate::medium::terminal::{Colours, Terminal};
pub use apichanges::apichanges;
pub use changelog::{Release, changelog, first_changelog};
pub use github::github;
pub use history::{History, Step, What, history};
pub use html::{history_html, html};
pub use json::{SCHEMA, json};
pub(crate) use markdown::document;
pub use markdown::markdown;
pub(crate) use text::lines;
pub use text::{explanation, text};
