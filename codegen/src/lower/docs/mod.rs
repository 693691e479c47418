//! Documentation strings: the model's HTML in, Markdown for rustdoc out.
//!
//! A string goes through five steps, one file each:
//!
//! 1. [`html`] tokenizes it and builds a tree, tolerant of tag soup, deaf to tags that [`tags`] does not list;
//! 2. [`structure`] turns the tree into a [`document`]: paragraphs, lists, quotes, runs of text;
//! 3. [`links`] finds the API names and URLs in it and decides where they lead;
//! 4. [`inline`] writes a run of text as escaped words, [`wrap`] breaks words into lines;
//! 5. [`render`] stacks the lines of all blocks.
//!
//! What a reader sees never changes on the way: the visible text of the Markdown is that of the
//! HTML, but for the labels of notes, a space between a link or code and the stop after it, and API
//! reference URLs whose item's name says it shorter.
//!
//! Never here: knowledge of a service, of the shape of `Model` or `Api`, or of the Rust around a
//! doc comment. Text about constraints, examples and errors is written elsewhere.

mod document;
mod html;
mod inline;
mod links;
mod render;
mod structure;
mod summary;
mod tags;
mod text;
mod wrap;

use std::fmt;

pub(super) use summary::{Fences, first_word, leading_bold};
pub use summary::{opens_with_summary, sentences, summary, summary_first, wrapped};

/// The number of columns a line of Markdown fills at most. Only what cannot be broken is longer:
/// code spans, URLs, tables.
pub const WIDTH: usize = 96;

/// Where names in the documentation lead.
pub trait Links {
    /// The Rust path that an API name (`CreateGameSession`, `PlayerSession`) leads to, such as
    /// `crate::operation::create_game_session::CreateGameSession` or
    /// `crate::types::PlayerSession`. `None` when the client has no such item.
    fn item(&self, name: &str) -> Option<String>;

    /// The Rust path that the name of a member (`FleetId`) leads to, where the text is about what has such
    /// a member: `field@crate::types::GameSession::fleet_id`.
    fn member(&self, _name: &str) -> Option<String> {
        None
    }

    /// Whether this folder of `docs.aws.amazon.com` (`gamelift`, `AmazonECS`) documents the
    /// service. Only below such folders is a page like `API_TagResource.html` about our
    /// `TagResource`: other services have one, too.
    fn is_own_reference(&self, folder: &str) -> bool;
}

/// A tag that is not in the closed list and cannot be a placeholder either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTag {
    /// The name as it is written, such as `kbd`.
    pub name: String,
    /// The tag with some text on either side, for a reader to find it by.
    pub snippet: String,
}

impl fmt::Display for UnknownTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "unknown tag `{}` in the documentation, at `{}`",
            self.name, self.snippet
        )
    }
}

impl std::error::Error for UnknownTag {}

/// What a documentation string becomes: Markdown in lines of at most [`WIDTH`] columns, without a
/// newline at the end; empty if nothing is visible. Or all of its tags that are unknown.
pub fn markdown(html: &str, links: &dyn Links) -> Result<String, Vec<UnknownTag>> {
    let tree = html::parse(html)?;
    let blocks = links::resolve(structure::blocks(&tree), links);
    Ok(render::blocks(&blocks, WIDTH).join("\n"))
}

/// What a reader sees of a documentation string, as plain text: a line a paragraph. Or all of its tags
/// that are unknown.
pub fn text(html: &str) -> Result<String, Vec<UnknownTag>> {
    let tree = html::parse(html)?;
    Ok(text::text(&structure::blocks(&tree)))
}
