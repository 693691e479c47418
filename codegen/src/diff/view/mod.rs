//! How [`Changes`](super::Changes) are shown: one function a form, all from the same facts.
//!
//! Never here: anything that changes what is said, and where it is printed.

mod apichanges;
mod json;
mod text;

pub use apichanges::apichanges;
pub use json::json;
pub use text::{Colours, text};
