//! Blocks into plain text, for readers who see neither HTML nor Markdown.
//!
//! Never here: links and their targets, line lengths.

use super::document::{Block, Inline, plain};

/// The text of the blocks: a line a paragraph, an empty line between two, `•` before items.
pub(super) fn text(blocks: &[Block]) -> String {
    let texts = blocks.iter().map(block);
    texts.collect::<Vec<_>>().join("\n\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => line(text),
        Block::List { is_ordered, items } => {
            let items = items.iter().enumerate().map(|(at, item)| {
                let mark = match is_ordered {
                    true => format!("{}.", at + 1),
                    false => "•".to_owned(),
                };
                let text = text(item).replace("\n\n", "\n").replace('\n', "\n  ");
                format!("{mark} {text}")
            });
            items.collect::<Vec<_>>().join("\n")
        }
        Block::Quote(quoted) => text(quoted),
        Block::Fence(text) => text.clone(),
        Block::Table(rows) => {
            let rows = rows.iter().map(|cells| {
                let cells = cells.iter().map(|cell| line(cell));
                cells.collect::<Vec<_>>().join(" | ")
            });
            rows.collect::<Vec<_>>().join("\n")
        }
    }
}

/// The visible text with single spaces, and a new line only where the source has a break.
fn line(inlines: &[Inline]) -> String {
    let lines = inlines.split(|inline| *inline == Inline::Break);
    let lines = lines.map(|line| {
        let text = plain(line);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use crate::lower::docs;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(docs::text(html).as_deref(), Ok(expected));
    }

    #[test]
    fn markup_becomes_lines() {
        check("", "");
        check("<p>Feeds  <b>all</b>\n of_them.</p>", "Feeds all of_them.");
        check("<p>a</p><p>b<br/>c</p>", "a\n\nb\nc");
        check(
            "<p>a:</p><ul><li><p>b</p></li><li>c<ol><li>d</li></ol></li></ul>",
            "a:\n\n• b\n• c\n  1. d",
        );
        check("<note><p>Mind.</p></note>", "Note: Mind.");
        check("1 &lt; 2", "1 < 2");
    }

    #[test]
    fn what_is_no_tag_is_text_or_a_problem() {
        check("<p>A <fleet ID> here</p>", "A <fleet ID> here");
        assert!(docs::text("<marquee>x</marquee>").is_err());
    }
}
