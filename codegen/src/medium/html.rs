//! A page of HTML: text that shows as it is.
//!
//! Everything that a model says goes through here. Never here: tags with attributes.

use crate::text::is_hidden;

/// Text that says what it says in an element and in a quoted attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // A text of several lines is shown as such where the style says so.
            '\n' | '\t' => escaped.push(character),
            hidden if is_hidden(hidden) => escaped.extend(hidden.escape_default()),
            other => escaped.push(other),
        }
    }
    super::disarmed(&escaped, |character| format!("&#{};", u32::from(character)))
}

/// A name as part of an anchor, which is the same in an `id` and in a link to it; no two names have the same.
pub(crate) fn anchor(name: &str) -> String {
    let letters = name.chars().map(|letter| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' => letter.to_string(),
        other => format!(".{:x}.", u32::from(other)),
    });
    letters.collect()
}

/// A sentence of ours: what stands between backticks is code.
pub(crate) fn sentence(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // A backtick without its fellow is one.
    if parts.len().is_multiple_of(2) {
        return escaped(text);
    }
    let parts = parts.iter().enumerate().map(|(at, part)| {
        let part = escaped(part);
        match at % 2 {
            1 => format!("<code>{part}</code>"),
            _ => part,
        }
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_shown_as_it_is() {
        assert_eq!(escaped("<a b='\"&'>"), "&lt;a b=&#39;&quot;&amp;&#39;&gt;");
        assert_eq!(escaped("a\n ::b\x1b\0"), "a\n &#58;:b\\u{1b}\\u{0}");
        assert_eq!(
            sentence("`a<b>` is gone"),
            "<code>a&lt;b&gt;</code> is gone"
        );
        assert_eq!(sentence("it`s"), "it`s");
        assert_eq!(anchor("a_B c."), "a_B.20.c.2e.");
    }
}
