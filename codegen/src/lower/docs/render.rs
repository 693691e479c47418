//! Blocks into lines: what separates them, and what stands before each line of a nested one.
//!
//! Never here: what is inside a line of text (`inline`, `wrap`).

use super::document::{Block, Inline};
use super::inline;
use super::wrap;

/// The narrowest that deep nesting makes a line.
const MIN_WIDTH: usize = 32;

/// The lines of the blocks, with an empty line between two of them.
pub(super) fn blocks(blocks: &[Block], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut delimiter = '.';
    for (at, block) in blocks.iter().enumerate() {
        let follows_list = at > 0 && is_ordered(&blocks[at - 1]) && is_ordered(block);
        // A list right after a list is another one only with another delimiter.
        delimiter = if follows_list && delimiter == '.' {
            ')'
        } else {
            '.'
        };
        if at > 0 {
            lines.push(String::new());
        }
        lines.extend(self::block(block, width, delimiter));
    }
    lines
}

fn is_ordered(block: &Block) -> bool {
    matches!(
        block,
        Block::List {
            is_ordered: true,
            ..
        }
    )
}

fn block(block: &Block, width: usize, delimiter: char) -> Vec<String> {
    match block {
        Block::Paragraph(text) => wrap::lines(&inline::words(text), width),
        Block::List { is_ordered, items } => list(items, is_ordered.then_some(delimiter), width),
        Block::Quote(quoted) => {
            let quoted = blocks(quoted, narrowed(width, 2));
            prefixed(quoted, "> ", "> ")
        }
        Block::Fence(text) => fence(text),
        Block::Table(rows) => table(rows),
    }
}

fn narrowed(width: usize, by: usize) -> usize {
    width.saturating_sub(by).max(MIN_WIDTH)
}

/// A list; its items are numbered if there is a delimiter for numbers.
fn list(items: &[Vec<Block>], delimiter: Option<char>, width: usize) -> Vec<String> {
    let is_tight = items.iter().all(|item| is_tight(item));
    let mut lines = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let marker = match delimiter {
            Some(delimiter) => format!("{}{delimiter} ", at + 1),
            None => "- ".to_owned(),
        };
        let width = narrowed(width, marker.len());
        let content = if is_tight {
            item.iter()
                .flat_map(|part| block(part, width, '.'))
                .collect()
        } else {
            blocks(item, width)
        };
        if at > 0 && !is_tight {
            lines.push(String::new());
        }
        let indent = " ".repeat(marker.len());
        lines.extend(prefixed(content, &marker, &indent));
    }
    lines
}

/// Whether an item needs no empty lines: a line of text, and maybe a list below it.
fn is_tight(item: &[Block]) -> bool {
    matches!(
        item,
        [Block::Paragraph(_) | Block::List { .. }] | [Block::Paragraph(_), Block::List { .. }]
    )
}

/// The lines behind a prefix; nothing is left dangling on empty ones.
fn prefixed(lines: Vec<String>, first: &str, rest: &str) -> Vec<String> {
    lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| {
            let prefix = if at == 0 { first } else { rest };
            if line.is_empty() {
                prefix.trim_end().to_owned()
            } else {
                format!("{prefix}{line}")
            }
        })
        .collect()
}

/// Preformatted text, marked as text: rustdoc would compile it as Rust otherwise.
fn fence(text: &str) -> Vec<String> {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let lines = text.split('\n').map(|line| line.trim_end().to_owned());
    std::iter::once(format!("{fence}text"))
        .chain(lines)
        .chain([fence.clone()])
        .collect()
}

/// A table, each row of which has as many cells as the widest.
fn table(rows: &[Vec<Vec<Inline>>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    // Only the header has to have all columns.
    let rows = rows.iter().enumerate();
    let rows = rows.map(|(at, row)| table_row(row, if at == 0 { columns } else { row.len() }));
    let mut lines: Vec<String> = rows.collect();
    let at = lines.len().min(1);
    lines.insert(at, format!("|{}", "---|".repeat(columns)));
    lines
}

fn table_row(row: &[Vec<Inline>], columns: usize) -> String {
    let cells = (0..columns).map(|at| {
        row.get(at)
            .map_or_else(String::new, |cell| table_cell(cell))
    });
    let cells: Vec<String> = cells.collect();
    format!("| {} |", cells.join(" | "))
}

/// A cell on one line.
fn table_cell(cell: &[Inline]) -> String {
    let cell = without_pipes_in_code(cell);
    let words = inline::words(&cell);
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    words.join(" ")
}

/// In a table, even the `|` of a code span ends a cell. Text can escape it, code cannot.
fn without_pipes_in_code(cell: &[Inline]) -> Vec<Inline> {
    cell.iter()
        .map(|inline| match inline {
            Inline::Code(code) if code.contains('|') => Inline::Text(code.clone()),
            Inline::Strong(text) => Inline::Strong(without_pipes_in_code(text)),
            Inline::Emphasis(text) => Inline::Emphasis(without_pipes_in_code(text)),
            Inline::Link { to, text } => Inline::Link {
                to: to.clone(),
                text: without_pipes_in_code(text),
            },
            other => other.clone(),
        })
        .collect()
}
