//! The generated files: a set in memory, the comparison with the disk, and the only writer.
//!
//! [`Files`] is what one generated crate contains. [`Output`] is the folder that holds the generated
//! crates, and has two modes over one comparison of the *set* of files: [`Output::check`] reports
//! the [`Difference`]s, [`Output::write`] removes them. [`Output::write_with`] also changes what the crates
//! are made from ([`Edits`]), all of it or nothing. `set` holds, `compare` reads, `output` decides, `disk` is the only
//! module that changes what is there.
//!
//! A file is ours when its first line contains [`MARK`]; nothing else is ever overwritten or
//! deleted. Never here: what the files say, arguments, printing.

mod compare;
mod disk;
mod edits;
mod folder;
mod output;
mod set;
#[cfg(test)]
mod tests;

pub use compare::{Comparison, Difference, What};
pub use disk::{Doing, Step};
pub use edits::{Edits, FileEdit};
pub use folder::{FolderEdits, edit_folder};
pub use output::{Crates, Generated, Output, Scope, Written};
pub(crate) use set::CARGOS_OWN;
pub use set::{Files, MARK, has_header};
