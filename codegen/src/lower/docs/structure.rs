//! From the tree of tags to the blocks and lines of text that a reader sees.
//!
//! Never here: names, URLs and where they lead (`links`); Markdown (`inline`, `render`).

use super::document::{Block, Inline, plain};
use super::html::{Element, Node};
use super::tags::{Place, Tag};

/// The blocks that a tree stands for. What shows nothing is left out.
pub(super) fn blocks(nodes: &[Node]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for run in nodes.chunk_by(|a, b| is_inline(a) && is_inline(b)) {
        match run {
            [Node::Element(element)] if !is_inline(&run[0]) => push_element(&mut blocks, element),
            text => push_paragraph(&mut blocks, inlines(text)),
        }
    }
    blocks
}

fn is_inline(node: &Node) -> bool {
    match node {
        Node::Text(_) => true,
        Node::Element(element) => matches!(element.tag.place(), Place::Inline | Place::Void),
    }
}

/// What an element that is no part of a line becomes.
fn push_element(blocks: &mut Vec<Block>, element: &Element) {
    let children = element.children.as_slice();
    match element.tag {
        Tag::Title => push_paragraph(blocks, vec![Inline::Strong(inlines(children))]),
        Tag::Preformatted => {
            let text = raw_text(children);
            let text = text.trim_matches('\n').trim_end();
            if !text.trim().is_empty() {
                blocks.push(Block::Fence(text.to_owned()));
            }
        }
        Tag::Bullets => push_list(blocks, false, items(children)),
        Tag::Numbers => push_list(blocks, true, items(children)),
        Tag::Definitions => push_list(blocks, false, definitions(children)),
        Tag::Term => push_list(blocks, false, vec![term(children)]),
        Tag::Item | Tag::Definition => push_list(blocks, false, vec![self::blocks(children)]),
        Tag::Note => push_quote(blocks, "Note:", children),
        Tag::Important => push_quote(blocks, "Important:", children),
        Tag::Table => push_table(blocks, children),
        // A paragraph; and a row or a cell without a table, which is one.
        _ => push_paragraph(blocks, inlines(children)),
    }
}

fn push_paragraph(blocks: &mut Vec<Block>, inlines: Vec<Inline>) {
    if is_visible(&inlines) {
        blocks.push(Block::Paragraph(inlines));
    }
}

fn is_visible(inlines: &[Inline]) -> bool {
    !plain(inlines).trim().is_empty()
}

/// Adds a list, or its items to a list of bullets right before it: Markdown reads two such lists
/// as one.
fn push_list(blocks: &mut Vec<Block>, is_ordered: bool, mut items: Vec<Vec<Block>>) {
    items.retain(|item| !item.is_empty());
    match blocks.last_mut() {
        _ if items.is_empty() => {}
        Some(Block::List {
            is_ordered: false,
            items: before,
        }) if !is_ordered => before.extend(items),
        _ => blocks.push(Block::List { is_ordered, items }),
    }
}

/// The items of a list. What stands between two items belongs to the first.
fn items(nodes: &[Node]) -> Vec<Vec<Block>> {
    let mut items: Vec<Vec<Block>> = Vec::new();
    for part in parts(nodes, &[Tag::Item]) {
        match part {
            Part::Item(item) => items.push(blocks(&item.children)),
            Part::Between(nodes) => extend_last(&mut items, blocks(nodes)),
        }
    }
    items
}

/// The items of a list of definitions: a term in bold, and below it what it means.
fn definitions(nodes: &[Node]) -> Vec<Vec<Block>> {
    let mut items: Vec<Vec<Block>> = Vec::new();
    for part in parts(nodes, &[Tag::Term, Tag::Definition]) {
        match part {
            Part::Item(item) if item.tag == Tag::Term => items.push(term(&item.children)),
            Part::Item(item) => extend_last(&mut items, blocks(&item.children)),
            Part::Between(nodes) => extend_last(&mut items, blocks(nodes)),
        }
    }
    items
}

/// What a list holds: its items, and runs of nodes that should not be there.
enum Part<'a> {
    Item(&'a Element),
    Between(&'a [Node]),
}

fn parts<'a>(nodes: &'a [Node], items: &[Tag]) -> Vec<Part<'a>> {
    nodes
        .chunk_by(|a, b| item(a, items).is_none() && item(b, items).is_none())
        .map(|run| match run.first().and_then(|node| item(node, items)) {
            Some(item) => Part::Item(item),
            None => Part::Between(run),
        })
        .collect()
}

fn item<'a>(node: &'a Node, items: &[Tag]) -> Option<&'a Element> {
    match node {
        Node::Element(element) if items.contains(&element.tag) => Some(element),
        _ => None,
    }
}

/// Adds blocks to the last item, or as the first one.
fn extend_last(items: &mut Vec<Vec<Block>>, blocks: Vec<Block>) {
    match items.last_mut() {
        Some(item) => item.extend(blocks),
        None => items.push(blocks),
    }
}

/// A defined term: its first paragraph in bold.
fn term(nodes: &[Node]) -> Vec<Block> {
    let mut blocks = blocks(nodes);
    if let Some(Block::Paragraph(text)) = blocks.first_mut() {
        *text = vec![Inline::Strong(std::mem::take(text))];
    }
    blocks
}

/// Adds a quote that starts with a label, unless there is nothing to label.
fn push_quote(blocks: &mut Vec<Block>, label: &str, children: &[Node]) {
    let mut quoted = self::blocks(children);
    if quoted.is_empty() {
        return;
    }
    let label = Inline::Strong(vec![Inline::Text(label.to_owned())]);
    if let Some(Block::Paragraph(text)) = quoted.first_mut() {
        text.splice(0..0, [label, Inline::Text(" ".to_owned())]);
    } else {
        quoted.insert(0, Block::Paragraph(vec![label]));
    }
    blocks.push(Block::Quote(quoted));
}

fn push_table(blocks: &mut Vec<Block>, children: &[Node]) {
    let rows: Vec<Vec<Vec<Inline>>> = children
        .iter()
        .filter_map(|node| match node {
            Node::Element(row) if row.tag == Tag::Row => {
                Some(row.children.iter().filter_map(cell).collect())
            }
            other => cell(other).map(|cell| vec![cell]),
        })
        .filter(|row: &Vec<_>| !row.is_empty())
        .collect();
    if !rows.is_empty() {
        blocks.push(Block::Table(rows));
    }
}

/// A cell of a table; also what stands where a cell should, unless it shows nothing.
fn cell(node: &Node) -> Option<Vec<Inline>> {
    if let Node::Element(cell) = node
        && cell.tag == Tag::Cell
    {
        return Some(inlines(&cell.children));
    }
    Some(inlines(std::slice::from_ref(node))).filter(|text| is_visible(text))
}

/// A line of text. Blocks, which only a table's cell brings here, become parts of the line.
fn inlines(nodes: &[Node]) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for node in nodes {
        match node {
            Node::Text(text) => inlines.push(Inline::Text(collapse(text))),
            Node::Element(element) => push_inline(&mut inlines, element),
        }
    }
    inlines
}

fn push_inline(inlines: &mut Vec<Inline>, element: &Element) {
    let children = element.children.as_slice();
    match element.tag {
        Tag::Code => inlines.extend(code(children)),
        Tag::Strong => inlines.push(Inline::Strong(self::inlines(children))),
        Tag::Emphasis => inlines.push(Inline::Emphasis(self::inlines(children))),
        Tag::Link => inlines.push(Inline::Link {
            to: element.href.clone(),
            text: self::inlines(children),
        }),
        Tag::Break => inlines.push(Inline::Break),
        Tag::Plain => inlines.extend(self::inlines(children)),
        _ => {
            inlines.push(Inline::Text(" ".to_owned()));
            inlines.extend(self::inlines(children));
            inlines.push(Inline::Text(" ".to_owned()));
        }
    }
}

/// Code, in which Markdown knows no markup: emphasis goes, links go around their part of it.
fn code(nodes: &[Node]) -> Vec<Inline> {
    let mut parts = Vec::new();
    for node in nodes {
        match node {
            Node::Text(text) => parts.push(Inline::Code(collapse(text))),
            Node::Element(element) if element.tag == Tag::Link => parts.push(Inline::Link {
                to: element.href.clone(),
                text: code(&element.children),
            }),
            Node::Element(element) if element.tag == Tag::Break => {
                parts.push(Inline::Code(" ".to_owned()));
            }
            Node::Element(element) => parts.extend(code(&element.children)),
        }
    }
    parts
}

/// The text of preformatted nodes, with its white space.
fn raw_text(nodes: &[Node]) -> String {
    nodes
        .iter()
        .map(|node| match node {
            Node::Text(text) => text.clone(),
            Node::Element(element) if element.tag == Tag::Break => "\n".to_owned(),
            Node::Element(element) => raw_text(&element.children),
        })
        .collect()
}

/// One space for each run of white space.
fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !collapsed.ends_with(' ') {
            collapsed.push(c);
        }
    }
    collapsed
}
