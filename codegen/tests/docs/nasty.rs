//! Properties of documentation strings that are made to hurt: the closed list of tags in any order
//! and nesting, around text full of what Markdown gives a meaning.

use proptest::prelude::*;
use proptest::sample::select;
use smithwright_codegen::lower::docs::{markdown, summary};

use super::{Nowhere, Small, visible};

/// Words that mean something to Markdown, most of them at the start of a line.
const WORDS: &[&str] = &[
    "word",
    "a",
    "1.",
    "23)",
    "-",
    "--",
    "---",
    "+",
    "*",
    "**",
    "#",
    "##",
    "=",
    "===",
    ">",
    "|",
    "|-|",
    ":-:",
    "`",
    "``",
    "```",
    "~",
    "~~",
    "_",
    "__",
    "snake_case",
    "_a_",
    "*a*",
    "[x]",
    "x",
    "^1",
    "]:",
    "[^1]:",
    "[a](b)",
    "[^1]",
    "[ ]",
    "!",
    "![a]",
    "\\",
    "\\\\",
    "&amp;amp;",
    "&amp;lt;",
    "&amp;#65;",
    "&lt;b&gt;",
    "&lt;fleet ID&gt;",
    "&lt;!--",
    "&amp;",
    "https://a.example/b_c",
    "(https://a.example/?b=(c)&amp;d=1).",
    "https://",
    "https://a.example/&lt;b c&gt;",
    "CreateFleet",
    "PlayerSession's",
    "CreateFleet()",
    "e.g.",
    "End.",
    "\u{e9}",
    "\u{2014}",
    "\u{24b6}",
    "\u{20ac}",
    "http://a.example/*",
    "--flag",
    "a--b",
    "1.5",
    "$x$",
    "{#id}",
    "www.a.example",
    "a@b.example",
    "\"q\"",
    "'q'",
];

const INLINE: &[&str] = &["b", "i", "code", "u", "strong", "em"];

const BLOCKS: &[&str] = &[
    "p", "ul", "ol", "li", "dl", "dt", "dd", "pre", "h2", "tr", "td",
];

/// Text: words, characters at random, the two glued together in any way.
fn text() -> impl Strategy<Value = String> {
    let word = select(WORDS).prop_map(str::to_owned);
    let noise = "[a-c1*_`\\[\\]()|#+.=~!;:\"'/\\\\ -]{1,6}";
    let part = prop_oneof![4 => word, 1 => noise, 3 => Just(" ".to_owned())];
    prop::collection::vec(part, 1..6).prop_map(|parts| parts.concat())
}

fn link(text: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let hrefs = [
        "",
        "https://a.example/b_c(d)",
        "https://a.example/?a=1&amp;copy;",
        "#a",
        "gamelift/latest/x y.html",
    ];
    (select(hrefs.to_vec()), text).prop_map(|(href, text)| format!("<a href=\"{href}\">{text}</a>"))
}

/// Well-formed documentation.
fn tree() -> impl Strategy<Value = String> {
    let line = text().prop_recursive(3, 24, 4, |inner| {
        let parts = prop::collection::vec(inner, 1..4).prop_map(|parts| parts.concat());
        let element = (select(INLINE), parts.clone())
            .prop_map(|(tag, text)| format!("<{tag}>{text}</{tag}>"));
        prop_oneof![3 => element, 1 => link(parts.clone()), 1 => parts]
    });
    let blocks = line
        .prop_map(|line| format!("<p>word{line}</p>"))
        .prop_recursive(4, 32, 4, |inner| {
            let several = prop::collection::vec(inner.clone(), 1..4);
            prop_oneof![
                (select(&["note", "important"][..]), several.clone())
                    .prop_map(|(tag, blocks)| format!("<{tag}>{}</{tag}>", blocks.concat())),
                (select(&["ul", "ol"][..]), several.clone()).prop_map(|(tag, items)| format!(
                    "<{tag}><li>{}</li></{tag}>",
                    items.join("</li><li>")
                )),
                several
                    .clone()
                    .prop_map(|parts| format!("<dl><dt>{}</dd></dl>", parts.join("</dt><dd>"))),
                several.prop_map(|blocks| blocks.concat()),
            ]
        });
    prop::collection::vec(blocks, 1..4).prop_map(|blocks| blocks.concat())
}

/// A table, whose cells hold text alone.
fn table() -> impl Strategy<Value = String> {
    let cell = (text(), text()).prop_map(|(a, b)| format!("<td>{a}<code>{b}</code></td>"));
    let row =
        prop::collection::vec(cell, 1..4).prop_map(|cells| format!("<tr>{}</tr>", cells.concat()));
    prop::collection::vec(row, 1..4).prop_map(|rows| format!("a<table>{}</table>b", rows.concat()))
}

/// Tag soup: start tags, end tags and text in any order.
fn soup() -> impl Strategy<Value = String> {
    let tags = || select([INLINE, BLOCKS].concat());
    let part = prop_oneof![
        3 => text(),
        2 => tags().prop_map(|tag| format!("<{tag}>")),
        2 => tags().prop_map(|tag| format!("</{tag}>")),
        1 => select(vec!["<br>", "<br/>", "<p/>", "<a href=\"https://a.example/\">", "</a>"]).prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 1..24).prop_map(|parts| parts.concat())
}

fn check(html: &str) -> Result<(), TestCaseError> {
    for links in [
        &Nowhere as &dyn smithwright_codegen::lower::docs::Links,
        &Small,
    ] {
        let text =
            markdown(html, links).map_err(|unknown| TestCaseError::fail(format!("{unknown:?}")))?;
        prop_assert_eq!(
            visible::closed_up(&visible::of_markdown(&text)),
            visible::closed_up(&visible::of_html(html)),
            "\n{}",
            text
        );
        let part = visible::of_markdown(&summary(&text));
        prop_assert!(!part.contains("UNMEANT"), "{} of\n{}", part, text);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn well_formed_html_keeps_its_text(html in tree()) {
        check(&html)?;
    }

    #[test]
    fn tables_keep_their_text(html in table()) {
        check(&html)?;
    }

    #[test]
    fn tag_soup_keeps_its_text(html in soup()) {
        check(&html)?;
    }

    #[test]
    fn any_string_is_converted_or_refused(html in "(?s)([<>/&;a-z=\"!?\\[\\]` -]|<b|</|<!|\\PC|.){0,60}") {
        if let Ok(text) = markdown(&html, &Nowhere) {
            summary(&text);
        }
    }

    #[test]
    fn any_markdown_has_a_summary(text in "(?s)([\\[\\](){}<>`*_.!?\\\\\n> -]|.){0,60}") {
        summary(&text);
    }
}
