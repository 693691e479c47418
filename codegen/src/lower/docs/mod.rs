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

pub use html::UnknownTag;
pub use links::Links;
pub(super) use summary::{Fences, first_word, leading_bold};
pub use summary::{opens_with_summary, sentences, summary, summary_first, wrapped};
pub use wrap::WIDTH;

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
