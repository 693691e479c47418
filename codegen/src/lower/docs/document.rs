//! A documentation string as plain data: what a reader tells apart, freed from HTML and not yet
//! Markdown. No logic but reading the text back.

/// Something that starts on a line of its own.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    /// Its items are never empty.
    List {
        is_ordered: bool,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    /// Preformatted text, without white space at either end.
    Fence(String),
    /// Rows of cells; the first row is the header.
    Table(Vec<Vec<Vec<Inline>>>),
}

/// A part of a line of text. White space counts once, wherever several parts meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    Text(String),
    Code(String),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    /// What a link says never contains another link.
    Link {
        to: String,
        text: Vec<Inline>,
    },
    /// The line ends here, whatever its width.
    Break,
}

/// The visible text.
pub(super) fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(part) | Inline::Code(part) => text.push_str(part),
            Inline::Strong(parts) | Inline::Emphasis(parts) | Inline::Link { text: parts, .. } => {
                text.push_str(&plain(parts));
            }
            Inline::Break => text.push(' '),
        }
    }
    text
}
