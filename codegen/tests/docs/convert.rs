//! What each construct of the documentation becomes, one behaviour a test.

use smithwright_codegen::lower::docs::{WIDTH, markdown};

use super::Small;

#[track_caller]
fn check(html: &str, expected: &str) {
    let found = markdown(html, &Small);
    assert_eq!(found.as_deref(), Ok(expected), "\nfor {html}");
}

#[track_caller]
fn check_unknown(html: &str, names: &[&str]) {
    let unknown = markdown(html, &Small).expect_err("no unknown tag");
    let found: Vec<&str> = unknown.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(found, names, "\nfor {html}");
}

#[test]
fn nothing_visible_is_nothing() {
    for html in [
        "",
        " ",
        "<p></p>",
        "<p/>",
        "<p> <b> </b> </p>",
        "<ul><li></li></ul>",
        "<note> </note>",
    ] {
        check(html, "");
    }
}

#[test]
fn paragraphs_are_separated_by_an_empty_line() {
    check("<p>One.</p> <p>Two.</p>", "One.\n\nTwo.");
    check("One.<p>Two.</p>Three.", "One.\n\nTwo.\n\nThree.");
    check("<p>One.<p/>Two.</p>", "One.\n\nTwo.");
    check("<p>One.<p>Two.</p></p>", "One.\n\nTwo.");
}

#[test]
fn white_space_counts_once_and_not_at_the_edges() {
    check("<p>  a \n\t b&#x2028;c </p>", "a b c");
    check("<p>a <b> b </b> c</p>", "a **b** c");
    check("<p>a<b> b </b>c</p>", "a **b** c");
    check("<p>a<code> b </code>c</p>", "a `b` c");
}

#[test]
fn characters_that_nobody_sees_are_dropped() {
    check("a\u{200b}b\u{202e}c\u{feff}d\u{7}e", "abcde");
}

#[test]
fn character_references_are_decoded_once() {
    check(
        "a &amp; b &quot;c&quot; d &#150; e",
        "a & b \"c\" d \u{2013} e",
    );
    check("&amp;lt;p&amp;gt;", "\\&lt;p\\&gt;");
    check("<code>&amp;lt;</code>", "`&lt;`");
}

#[test]
fn bold_and_italics() {
    check("a <b>b c</b>, <i>d</i>.", "a **b c**, _d_.");
    check("<b>a <i>b</i></b>", "**a _b_**");
    check("<b>a</b><b>b</b>", "**ab**");
    check("<b>a<b>b</b></b>", "**ab**");
}

#[test]
fn emphasis_that_markdown_would_not_read_is_dropped() {
    check("<b>a</b>b", "**a**b");
    check("<b>a:</b>b", "a:b");
    check("a<b>\"b\"</b>", "a\"b\"");
    check("<i>a</i>b", "ab");
    check("x<b>(<i>a</i>)</b>", "x(_a_)");
}

#[test]
fn code_keeps_its_text_verbatim() {
    check("<code>a*b_c[1,2]&lt;d&gt;|</code>", "`a*b_c[1,2]<d>|`");
    check("<code>a\n  b</code>", "`a b`");
    check("<code></code>a<code> </code>b", "a b");
    check("<code>mem<u>.cfg</u><b>x</b></code>", "`mem.cfgx`");
    check("<code>a</code><code>b</code>", "`ab`");
}

#[test]
fn code_with_backticks_gets_a_longer_fence() {
    check("<code>a`b</code>", "``a`b``");
    check("<code>`a``</code>", "``` `a`` ```");
}

#[test]
fn code_is_never_broken_across_lines() {
    let code = "x ".repeat(80);
    let expected = format!("word\n`{}`\nword", code.trim());
    check(&format!("word <code>{code}</code> word"), &expected);
}

#[test]
fn what_markdown_gives_a_meaning_is_escaped() {
    check(
        "a*b [1,2] a|b ~c~ `d` \\",
        "a\\*b \\[1,2\\] a\\|b \\~c\\~ \\`d\\` \\\\",
    );
    check("SCALE_TO_ZERO _a a_ __", "SCALE_TO_ZERO \\_a a\\_ \\_\\_");
    check("a &lt; b &gt; c", "a \\< b > c");
    check("&amp;copy; R&amp;D &amp; E", "\\&copy; R\\&D & E");
    check("use --flag -- or -f", "use \\--flag -- or -f");
    check(
        "Hi!<a href=\"https://a.example/\">b</a>",
        "Hi\\![b](https://a.example/)",
    );
}

#[test]
fn what_starts_a_block_is_escaped_where_a_line_starts() {
    for start in ["#", "##", "-", "+", "---", "===", ">", ":-"] {
        check(&format!("{start} a"), &format!("\\{start} a"));
        check(&format!("a {start} a"), &format!("a {start} a"));
    }
    check("1. a 2. b", "1\\. a 2. b");
    check("1) a", "1\\) a");
    check("1.5 a", "1.5 a");
}

#[test]
fn what_starts_a_block_is_escaped_after_wrapping() {
    let filler = "a".repeat(WIDTH - 2);
    check(&format!("{filler} - b"), &format!("{filler} -\nb"));
    check(&format!("{filler}a - b"), &format!("{filler}a\n\\- b"));
    check(&format!("{filler}a 1. b"), &format!("{filler}a\n1\\. b"));
}

#[test]
fn lines_are_filled_up_to_the_width() {
    let html = "word ".repeat(60);
    let lines = markdown(&html, &Small).expect("plain text");
    assert!(
        lines
            .lines()
            .all(|line| line.len() <= WIDTH && !line.ends_with(' '))
    );
    assert_eq!(lines.lines().count(), 4);
}

#[test]
fn lists_of_short_items_are_tight() {
    check("<ul><li>a</li><li>b</li></ul>", "- a\n- b");
    check(
        "<ul> <li> <p>a</p> </li> <li> <p>b</p> </li> </ul>",
        "- a\n- b",
    );
    check("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b");
}

#[test]
fn nested_lists_keep_their_depth() {
    check(
        "<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li><li>d</li></ul>",
        "- a\n  1. b\n     - c\n- d",
    );
    check("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b");
    check("<ul><li>a<li>b</ul>c", "- a\n- b\n\nc");
}

#[test]
fn items_of_several_paragraphs_are_apart() {
    check(
        "<ul><li><p>a</p><p>b</p></li><li>c</li></ul>",
        "- a\n\n  b\n\n- c",
    );
}

#[test]
fn long_items_are_indented() {
    let html = format!("<ul><li>{}</li></ul>", "word ".repeat(30));
    let lines = markdown(&html, &Small).expect("a list");
    let starts: Vec<&str> = lines.lines().map(|line| &line[..3]).collect();
    assert_eq!(starts, ["- w", "  w"]);
}

#[test]
fn lists_side_by_side_stay_apart_if_they_count() {
    check("<ol><li>a</li></ol><ol><li>b</li></ol>", "1. a\n\n1) b");
    check("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n- b");
}

#[test]
fn definitions_are_items_with_a_bold_term() {
    check(
        "<dl><dt>a</dt><dd>b</dd><dt>c<dd><p>d</p></dl>",
        "- **a**\n\n  b\n\n- **c**\n\n  d",
    );
}

#[test]
fn notes_are_quotes_with_a_bold_label() {
    check("<note><p>a</p></note>", "> **Note:** a");
    check("<important>a</important>", "> **Important:** a");
    check("<note><p>a</p><p>b</p></note>", "> **Note:** a\n>\n> b");
    check("<note><ul><li>a</li></ul></note>", "> **Note:**\n>\n> - a");
    check(
        "<ul><li><p>a</p><note>b</note></li></ul>",
        "- a\n\n  > **Note:** b",
    );
}

#[test]
fn preformatted_text_is_a_fence_of_text() {
    check("<pre>\n a\n\n  *b*\n</pre>", "```text\n a\n\n  *b*\n```");
    check("<pre><code>a &lt;b&gt;</code></pre>", "```text\na <b>\n```");
    check("<p>a <pre>b ```</pre>", "a\n\n````text\nb ```\n````");
}

#[test]
fn breaks_end_a_line_inside_a_paragraph_only() {
    check("a<br>b<br/>", "a\\\nb");
    check("<br><p>a<br></p>", "a");
}

#[test]
fn titles_are_bold_paragraphs() {
    check("<h2>Behavior</h2>a", "**Behavior**\n\na");
    check(
        "<p><fullname>Service</fullname> <p>a</p>",
        "**Service**\n\na",
    );
}

#[test]
fn tables_are_tables() {
    check(
        "<table><tr><th>a</th><th>b</th></tr><tr><td><code>x|y</code></td></tr></table>",
        "| a | b |\n|---|---|\n| x\\|y |",
    );
}

#[test]
fn links_of_the_model_stay() {
    check(
        "<a href=\"https://a.example/b_c?d=1&amp;e=2#f\">a <b>b</b></a>.",
        "[a **b**](https://a.example/b_c?d=1&e=2#f).",
    );
    check(
        "<a href=\"https://a.example/\"><code>b</code></a>",
        "[`b`](https://a.example/)",
    );
    check(
        "<code>a <a href=\"https://a.example/\">b</a></code>",
        "`a` [`b`](https://a.example/)",
    );
    check(
        "<ulink url=\"https://a.example/\">b</ulink>",
        "[b](https://a.example/)",
    );
}

#[test]
fn emphasized_names_of_members_lead_to_fields() {
    let link = "[`FleetId`](field@crate::types::PlayerSession::fleet_id)";
    check("<p>The <i>FleetId</i>.</p>", &format!("The {link}."));
    check("<p>The <i>FleetId </i>is.</p>", &format!("The {link} is."));
    check(
        "<p>The <i>fleet</i> and FleetId.</p>",
        "The _fleet_ and FleetId.",
    );
}

#[test]
fn urls_that_were_pasted_into_others_are_mended() {
    let linked = |url: &str| format!("<a href=\"{url}\">a</a>");
    check(
        &linked("http://a.example/blogs/https:/b.example/c/"),
        "[a](https://b.example/c/)",
    );
    check(
        &linked("http://a.example/a.example/c/"),
        "[a](http://a.example/c/)",
    );
    // An archive's pages are called so.
    for right in [
        "https://a.example/2020/https://b.example/c",
        "https://a.example/b?to=https:/c",
        "https://a.example/https:/",
        "https://a/a/b",
    ] {
        check(&linked(right), &format!("[a]({right})"));
    }
}

#[test]
fn stops_follow_links_and_code_at_once() {
    check("<code>a</code> . B", "`a`. B");
    check(
        "<a>CreateFleet</a> , <code>b</code> ;",
        "[`CreateFleet`](crate::op::CreateFleet), `b`;",
    );
    check("<code>a</code> .b", "`a` .b");
    check("The signs . and , count", "The signs . and , count");
}

#[test]
fn links_that_would_be_read_as_something_else_are_not() {
    check(
        "<a href=\"https://a.example/\"><code>]:</code></a>",
        "[\\]:](https://a.example/)",
    );
    check(
        "<a href=\"https://a.example/\">^1</a>",
        "[\\^1](https://a.example/)",
    );
}

#[test]
fn hrefs_are_escaped() {
    check(
        "<a href=\"https://a.example/b (c)<d>\">e</a>",
        "[e](https://a.example/b%20%28c%29%3Cd%3E)",
    );
    check(
        "<a href=\"https://a.example/?b&amp;copy;\">e</a>",
        "[e](https://a.example/?b&amp;copy;)",
    );
}

#[test]
fn links_that_lead_nowhere_are_text() {
    for tag in [
        "<a>",
        "<a href=\"\">",
        "<a href=\"#b\">",
        "<a href=\"javascript:b()\">",
        "<a href=\"b.html\">",
    ] {
        check(&format!("{tag}a</a>"), "a");
    }
    check("b<a href=\"https://a.example/\"></a>", "b");
}

#[test]
fn links_without_a_site_lead_to_the_documentation() {
    check(
        "<a href=\"ec2/latest/a.html\">b</a>",
        "[b](https://docs.aws.amazon.com/ec2/latest/a.html)",
    );
}

#[test]
fn bare_urls_become_links() {
    check("See https://a.example/b_c.", "See <https://a.example/b_c>.");
    check("(http://a.example/)", "(<http://a.example/>)");
    check(
        "<a href=\"https://a.example/b\">https://a.example/b</a>",
        "<https://a.example/b>",
    );
    check(
        "https:// and http://localhost",
        "https:// and http://localhost",
    );
}

#[test]
fn urls_to_fill_in_are_code() {
    check(
        "to https://a.example/&lt;fleet ID&gt;/b.",
        "to `https://a.example/<fleet ID>/b`.",
    );
    check("to https://a.example/{id}", "to `https://a.example/{id}`");
}

#[test]
fn names_in_code_lead_to_items() {
    check(
        "<code>PlayerSession</code>",
        "[`PlayerSession`](crate::types::PlayerSession)",
    );
    check("<code>Event</code>", "[`Event`](crate::types::Event)");
    check(
        "<code>CreateFleet()</code>",
        "[`CreateFleet()`](crate::op::CreateFleet)",
    );
    check("<code>CreateFleet!</code>", "`CreateFleet!`");
}

#[test]
fn names_in_prose_lead_to_items_if_they_look_like_names() {
    check(
        "Call CreateFleet.",
        "Call [`CreateFleet`](crate::op::CreateFleet).",
    );
    check(
        "<b>CreateFleet</b> it",
        "**[`CreateFleet`](crate::op::CreateFleet)** it",
    );
    check(
        "A PlayerSession's Event",
        "A [`PlayerSession`](crate::types::PlayerSession)'s Event",
    );
    check(
        "gamelift:CreateFleet CreateFleets",
        "gamelift:CreateFleet CreateFleets",
    );
}

#[test]
fn pages_of_the_own_reference_lead_to_items() {
    let page = "https://docs.aws.amazon.com/gamelift/latest/apireference/API_CreateFleet.html";
    let link = "[`CreateFleet`](crate::op::CreateFleet)";
    check(&format!("<a href=\"{page}\">CreateFleet</a>"), link);
    check(&format!("<a href=\"{page}\">{page}</a>"), link);
    check(&format!("see {page}"), &format!("see {link}"));
    check(
        &format!("<a href=\"{page}\">a fleet</a>"),
        "[a fleet](crate::op::CreateFleet)",
    );
    check(
        "<a href=\"gamelift/latest/apireference/CreateFleet\"> CreateFleet </a>b",
        &format!("{link} b"),
    );
    check("<a>CreateFleet</a>", link);
    check(
        "<link linkend=\"CreateFleet\">it</link>",
        "[it](crate::op::CreateFleet)",
    );
}

#[test]
fn pages_of_other_references_stay() {
    for url in [
        "https://docs.aws.amazon.com/ec2/latest/apireference/API_CreateFleet.html",
        "https://docs.aws.amazon.com/gamelift/latest/apireference/API_Unknown.html",
        "https://docs.aws.amazon.com/gamelift/latest/apireference/API_CreateFleet.html#Examples",
    ] {
        check(&format!("<a href=\"{url}\">a</a>"), &format!("[a]({url})"));
    }
}

#[test]
fn placeholders_survive() {
    check(
        "<code>arn::&lt;home_region&gt;/&lt;fleet ID&gt;</code>",
        "`arn::<home_region>/<fleet ID>`",
    );
    check("a &lt;fleet ID&gt;", "a \\<fleet ID>");
}

#[test]
fn placeholders_that_are_not_escaped_survive() {
    check("<code>a<id></code>", "`a<id>`");
    check(
        "arn:aws:kms:<region>:<account>:key/<uuid>.",
        "arn:aws:kms:\\<region>:\\<account>:key/\\<uuid>.",
    );
    check("Selector <N>", "Selector \\<N>");
    check(
        "the <queue name> and <home_region>",
        "the \\<queue name> and \\<home_region>",
    );
    check("as <Role id=\"a\"/>", "as \\<Role id=\"a\"/>");
    check("key=<value>", "key=\\<value>");
    check("if a <b and c> d", "if a \\<b and c> d");
}

#[test]
fn unknown_tags_stop_the_run() {
    check_unknown("a <kbd>b</kbd> <kbd>c</kbd>", &["kbd"]);
    check_unknown("a <hr> b <section> c", &["hr", "section"]);
    check_unknown("a </section> b", &["section"]);
    check_unknown("<p style=\"a\">b</p>", &["p"]);
    check_unknown("a <?xml?> b <!x> c", &["?xml?", "!x"]);
    check_unknown("a <b", &["b"]);
}

#[test]
fn unknown_tags_are_shown_with_the_text_around_them() {
    let unknown = markdown("<p>Press <kbd>Ctrl</kbd>.</p>", &Small).expect_err("kbd");
    assert_eq!(
        unknown[0].to_string(),
        "unknown tag `kbd` in the documentation, at `<p>Press <kbd>Ctrl</kbd>.</p>`"
    );
}

#[test]
fn comments_are_invisible_and_sections_are_text() {
    check("a<!-- b -->c", "ac");
    check("a<![CDATA[*&]]>c", "a\\*\\&c");
}

#[test]
fn depth_without_end_loses_tags_and_no_text() {
    let html = format!("{}a{}", "<ul><li>".repeat(5000), "</li></ul>".repeat(5000));
    let text = markdown(&html, &Small).expect("known tags");
    assert!(text.ends_with('a'));
}
