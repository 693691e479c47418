//! Every form in which changes are shown, of models that are made to harm: whatever a model says is text, and what is
//! shown grows with the model and not with the ways through it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag};
use smithwright_codegen::diff::{Changes, Revision, diff, view};
use smithwright_codegen::problem::Problem;

use crate::html::{check_structure, page, read};

/// The forms, by their names.
fn forms(old: &Revision, new: &Revision) -> Vec<(&'static str, String)> {
    let changes = diff(old, new);
    let wide = view::Terminal {
        colours: view::Colours::Off,
        width: Some(60),
    };
    let release = view::Release {
        version: "0.2.0",
        date: None,
        origin: "botocore 1.0.1",
    };
    let more = [changes.full_name.clone()];
    let history = history(&changes, old, new);
    vec![
        ("text", view::text(&changes, view::Colours::Off)),
        ("text in lines", view::text(&changes, wide)),
        ("json", view::json(std::slice::from_ref(&changes))),
        ("markdown", view::markdown(&changes)),
        ("github", view::github(&changes, Some("models/x"))),
        ("apichanges", view::apichanges(&changes, old, new)),
        ("html", page(old, new)),
        (
            "changelog",
            view::changelog(&changes, &release, "botocore 1.0.0", &more),
        ),
        (
            "first changelog",
            view::first_changelog(&release, &changes.full_name, &changes.full_name),
        ),
        ("history", view::history(&history, wide)),
        ("history html", view::history_html(&history)),
    ]
}

fn history<'r>(changes: &Changes, old: &'r Revision, new: &'r Revision) -> view::History<'r> {
    let step = view::Step {
        version: new.label.clone(),
        date: None,
        after: Some(old.label.clone()),
        what: view::What::Changed {
            changes: Box::new(changes.clone()),
            old,
            new,
        },
    };
    view::History {
        service: changes.full_name.clone(),
        from: old.label.clone(),
        to: new.label.clone(),
        versions: 2,
        looked_at: 2,
        steps: vec![step],
    }
}

/// Characters that a reader does not see and that do something.
fn acts(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Fails where a form of a comparison gives orders to whatever shows it.
#[track_caller]
fn check(old: &Revision, new: &Revision) {
    for (form, text) in forms(old, new) {
        let hidden: Vec<_> = text.chars().filter(|c| *c != '\n' && acts(*c)).collect();
        assert!(hidden.is_empty(), "{form}: {hidden:?}");
        assert!(
            !text.contains("##[") && !text.contains("##vso["),
            "{form}: {text}"
        );
        for line in text.lines() {
            let is_ours = form == "github"
                && ["error", "warning", "notice"].iter().any(|name| {
                    line.starts_with(&format!("::{name} file=models/x/"))
                        || line.starts_with(&format!("::{name} title="))
                });
            // The runner looks for commands behind white space as well.
            assert_eq!(
                line.trim_start().starts_with("::"),
                is_ours,
                "{form}: {line}"
            );
            assert!(is_ours || form != "github", "{line}");
        }
        match form {
            "html" | "history html" => drop(check_structure(&text)),
            "markdown" | "changelog" | "first changelog" => check_markdown(form, &text),
            "json" => drop(serde_json::from_str::<serde_json::Value>(&text).expect("JSON")),
            _ => {}
        }
    }
}

/// Fails where there is anything but headings, lists, code, emphasis of ours and folds.
#[track_caller]
fn check_markdown(form: &str, text: &str) {
    for event in Parser::new_ext(text, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let html = html.trim();
                let is_ours = ["<details>", "</details>"].contains(&html)
                    || (html.starts_with("<summary>") && html.ends_with("</summary>"));
                assert!(is_ours, "{form}: {html}");
            }
            Event::Start(tag) => assert!(
                matches!(
                    tag,
                    Tag::Paragraph
                        | Tag::Heading { .. }
                        | Tag::List(None)
                        | Tag::Item
                        | Tag::Strong
                        | Tag::HtmlBlock
                ),
                "{form}: {tag:?} in {text}"
            ),
            Event::End(_) | Event::Text(_) | Event::Code(_) | Event::SoftBreak => {}
            other => panic!("{form}: {other:?}"),
        }
    }
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let ours = ["#### Breaks", "#### Acts differently", "### ", "## ["];
    for heading in headings {
        assert!(
            ours.iter().any(|known| heading.starts_with(known)),
            "{form}: {heading}"
        );
    }
}

/// The folder of small inputs that went wrong once.
fn faults(test: &str) -> Option<PathBuf> {
    let Some(data) = std::env::var_os("SMITHWRIGHT_DATA") else {
        println!("skipped: {test}: SMITHWRIGHT_DATA is not set");
        return None;
    };
    Some(Path::new(&data).join("faults/diff"))
}

fn fault(folder: &Path, name: &str) -> [Revision; 2] {
    ["old", "new"].map(|side| {
        let path = folder.join(name).join(format!("{side}.json"));
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        read(&format!("{side}.json"), &text)
    })
}

#[test]
fn what_went_wrong_once_is_text() {
    let Some(folder) = faults("what_went_wrong_once_is_text") else {
        return;
    };
    for name in ["injection", "control-characters"] {
        let [old, new] = fault(&folder, name);
        assert!(!diff(&old, &new).facts.is_empty());
        check(&old, &new);
        check(&new, &old);
    }
}

/// As JSON has it: what a terminal obeys, what a workflow runner obeys, what Markdown and HTML are made of.
const HOSTILE: [&str; 4] = [
    r"\u001b[2J\u001b]0;x\u0007\u009b31m\u202e\u2066\u0000\r\n::error file=x::boo",
    r"::error::boo\n  ::set-output name=x::y\n##[error]boo\n##vso[task.x]boo",
    r"\n\n# h\n\n- i\n1. i\n> q\n```\n~~~\n|a|b|\n|---|---|\n<script>alert(1)</script> <!-- x",
    r"*e* _e_ **s** `c` ``d`` [l](https://e.x) ![i](https://e.x) <https://e.x> &lt; \\ ~~s~~ $m$ </details>",
];

#[test]
fn whatever_a_model_says_is_text() {
    let texts = [include_str!("zoo/old.json"), include_str!("zoo/new.json")];
    let places = [
        "Amazon Zoo",
        "Feeds one",
        "What is left",
        "\"Buy\"",
        "\"Feed\"",
        "\"Sell\"",
        "\"Animals\"",
        "\"Tags\"",
        "\"Names\"",
        "\"Family\"",
        "\"LION\"",
        "\"BEAR\"",
        "\"Full\"",
        "\"Nowhere\"",
        "\"Gone\"",
        "^[a-z]+$",
        "menagerie",
        "\"jsonVersion\": \"1.1\"",
    ];
    for place in places {
        assert!(texts.iter().any(|text| text.contains(place)), "{place}");
        for hostile in HOSTILE {
            // A key of the format is none of the model's own texts.
            let changed = match place
                .strip_prefix('"')
                .and_then(|name| name.strip_suffix('"'))
            {
                _ if place.starts_with("\"jsonVersion") => place.replace("1.1", hostile),
                Some(name) => format!("\"{hostile}{name}{hostile}\""),
                None => format!("{hostile}{place}{hostile}"),
            };
            let [old, new] = texts.map(|text| read("m.json", &text.replace(place, &changed)));
            check(&old, &new);
        }
    }
}

#[test]
fn labels_are_text_as_well() {
    let texts = [include_str!("zoo/old.json"), include_str!("zoo/new.json")];
    for hostile in HOSTILE {
        let label: String = serde_json::from_str(&format!("\"{hostile}\"")).expect("JSON");
        let [old, new] = texts.map(|text| read(&label, text));
        check(&old, &new);
    }
}

#[test]
fn a_problem_is_two_lines_of_text() {
    let hostile = "::error::a\x1b[2J\n::error::b";
    let problem = Problem::new(hostile, hostile, hostile, hostile).to_string();
    assert_eq!(problem.lines().count(), 2, "{problem}");
    assert!(
        problem.starts_with("\\u{3a}:error::a\\u{1b}[2J\\n::error::b: ::error"),
        "{problem}"
    );
    assert!(!problem.chars().any(|c| c != '\n' && acts(c)), "{problem}");
}

/// A service of one operation, of which the output holds the first of `number` structures.
fn model(number: usize, targets: impl Fn(usize) -> Vec<usize>) -> [Revision; 2] {
    let head = r#"{"metadata": {"apiVersion": "1", "endpointPrefix": "z", "protocol": "json", "jsonVersion": "1.1",
        "serviceFullName": "Z", "serviceId": "Z", "signatureVersion": "v4"},
        "operations": {"Get": {"name": "Get", "http": {"method": "POST", "requestUri": "/"}, "output": {"shape": "Out"}}},
        "shapes": {"S": {"type": "string"}, "Out": {"type": "structure", "members": {"#;
    let mut shapes = String::new();
    for at in 0..number {
        let members = targets(at).into_iter().enumerate();
        let members = members.map(|(index, to)| format!("\"M{index}\": {{\"shape\": \"C{to}\"}}"));
        let members = members.collect::<Vec<_>>().join(", ");
        let _ = write!(
            shapes,
            ", \"C{at}\": {{\"type\": \"structure\", \"members\": {{{members}}}}}"
        );
    }
    let old = format!("{head}\"A\": {{\"shape\": \"S\"}}}}}}}}}}");
    let new =
        format!("{head}\"A\": {{\"shape\": \"S\"}}, \"X\": {{\"shape\": \"C0\"}}}}}}{shapes}}}}}");
    [read("1", &old), read("2", &new)]
}

/// How long each form is, there and back.
fn lengths([old, new]: &[Revision; 2]) -> Vec<(&'static str, usize)> {
    let both = [forms(old, new), forms(new, old)].concat();
    both.into_iter()
        .map(|(form, text)| (form, text.len()))
        .collect()
}

/// Fails where a form of four times the model is more than six times as long.
#[track_caller]
fn check_growth(of: impl Fn(usize) -> [Revision; 2], number: usize) {
    let (one, four) = (lengths(&of(number)), lengths(&of(4 * number)));
    for ((form, one), (_, four)) in one.into_iter().zip(four) {
        assert!(four <= 6 * one, "{form}: {one} and {four}");
    }
}

#[test]
fn a_shape_is_written_out_once() {
    // Each structure holds the next one twice: as many ways as there are bits.
    let last = |number: usize, at: usize| {
        if at + 1 == number {
            Vec::new()
        } else {
            vec![at + 1; 2]
        }
    };
    check_growth(|number| model(number, |at| last(number, at)), 10);
    // A tree of which every branch is the same.
    check_growth(
        |number| model(number, |at| vec![(at + 1).min(number - 1); 3]),
        8,
    );
    // Everything holds everything: the model itself grows with the square.
    let [old, new] = model(16, |_| (0..16).collect());
    for (form, length) in lengths(&[old, new]) {
        assert!(length < 16 * 16 * 400, "{form}: {length}");
    }
}

#[test]
fn the_diamond_is_small_in_every_form() {
    let Some(folder) = faults("the_diamond_is_small_in_every_form") else {
        return;
    };
    for (form, length) in lengths(&fault(&folder, "diamond")) {
        assert!(length < 60_000, "{form}: {length}");
    }
}
