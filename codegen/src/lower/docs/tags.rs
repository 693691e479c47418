//! The closed list of tags: what each name in the documentation of AWS services means to us, and
//! when a name that is not listed is a placeholder rather than markup.
//!
//! Never here: how a tag is written in Markdown.

/// What a tag means. Several names may mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Paragraph,
    Title,
    Preformatted,
    Bullets,
    Numbers,
    Item,
    Definitions,
    Term,
    Definition,
    Note,
    Important,
    Table,
    Row,
    Cell,
    Code,
    Strong,
    Emphasis,
    Link,
    Break,
    /// Markup that adds nothing a reader of text could see.
    Plain,
}

/// Where a tag may stand, and so which open tags its start ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Holds blocks.
    Container,
    /// A block that holds text alone.
    Leaf,
    /// Part of a line of text.
    Inline,
    /// Has no content.
    Void,
}

impl Tag {
    /// The meaning of a listed name. These names are all that occur in the documentation of the
    /// services that botocore knows.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "p" | "para" => Self::Paragraph,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Title,
            "pre" => Self::Preformatted,
            "ul" => Self::Bullets,
            "ol" => Self::Numbers,
            "li" => Self::Item,
            "dl" => Self::Definitions,
            "dt" => Self::Term,
            "dd" => Self::Definition,
            "note" => Self::Note,
            "important" => Self::Important,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "code" | "copy" | "filename" | "function" => Self::Code,
            "b" | "strong" | "fullname" => Self::Strong,
            "i" | "em" | "emphasis" | "replaceable" => Self::Emphasis,
            "a" | "link" | "ulink" => Self::Link,
            "br" => Self::Break,
            "text" | "u" | "value" | "xhtml" | "zonbook" => Self::Plain,
            _ => return None,
        })
    }

    /// Where the tag may stand.
    pub(super) fn place(self) -> Place {
        match self {
            Self::Paragraph | Self::Title | Self::Preformatted => Place::Leaf,
            Self::Code | Self::Strong | Self::Emphasis | Self::Link | Self::Plain => Place::Inline,
            Self::Break => Place::Void,
            _ => Place::Container,
        }
    }

    /// The open tags that a tag of this kind stands for the end of, and the tags beyond which its
    /// reach ends: an `li` ends the `li` before it, but none of an outer list.
    pub(super) fn siblings(self) -> (&'static [Self], &'static [Self]) {
        match self {
            Self::Item => (&[Self::Item], &[Self::Bullets, Self::Numbers]),
            Self::Term | Self::Definition => {
                (&[Self::Term, Self::Definition], &[Self::Definitions])
            }
            Self::Row => (&[Self::Row], &[Self::Table]),
            Self::Cell => (&[Self::Cell], &[Self::Row, Self::Table]),
            _ => (&[], &[]),
        }
    }
}

/// The attribute that says where a link leads, for the tags that are links.
pub(super) fn target_attribute(name: &str) -> Option<&'static str> {
    match name {
        "a" => Some("href"),
        "link" => Some("linkend"),
        "ulink" => Some("url"),
        _ => None,
    }
}

/// Whether a listed tag may have an attribute. One that may not is text that looks like a tag:
/// `if a <b and c> d`.
pub(super) fn allows_attribute(name: &str, attribute: &str) -> bool {
    target_attribute(name) == Some(attribute)
        || matches!((name, attribute), ("a", "target") | ("p", "class"))
}

/// Whether a listed name is also a likely name for a placeholder (`key=<value>`), so that it is
/// markup only where it is closed.
pub(super) fn needs_end(name: &str) -> bool {
    matches!(
        name,
        "copy"
            | "emphasis"
            | "filename"
            | "function"
            | "link"
            | "replaceable"
            | "table"
            | "text"
            | "value"
    )
}

/// A tag that is not listed, as it stands in the text.
pub(super) struct Stranger<'a> {
    /// From `<` to `>`, as it is written.
    pub(super) raw: &'a str,
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
    /// Whether an end tag of its name occurs anywhere in the string.
    pub(super) is_closed: bool,
    pub(super) is_in_code: bool,
}

impl Stranger<'_> {
    /// Whether this is a placeholder that the model forgot to escape, such as `<fleet ID>` or the
    /// parts of `arn:aws:kms:<region>:<account>:key/<uuid>`.
    ///
    /// Markup is closed, or is one of HTML's empty elements; a placeholder is neither, and it
    /// stands inside code, or is spelled like no element (upper case, `_`, several words), or is
    /// glued to the text around it.
    pub(super) fn is_placeholder(&self) -> bool {
        let inner = self.raw.trim_matches(['<', '>', '/']);
        let name = inner.split_whitespace().next().unwrap_or_default();
        if self.is_closed || is_empty_element(name) {
            return false;
        }
        let is_unlike_elements = inner.contains(|c: char| c.is_uppercase() || c == '_');
        let is_words = inner.contains(' ') && !inner.contains('=');
        let is_glued = [self.before, self.after].into_iter().flatten().any(is_glue);
        self.is_in_code || is_unlike_elements || is_words || is_glued
    }
}

/// Characters that join a placeholder to the text next to it.
fn is_glue(c: char) -> bool {
    matches!(c, ':' | '/' | '-' | '_' | '=' | '@')
}

/// HTML's elements that never have an end tag, but for `br`, which is listed.
fn is_empty_element(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}
