//! What no documentation of a generated crate says: phrases without a meaning, and what the models spell wrong.

use std::path::Path;

use tests::workspace;

/// The documentation lines of a crate's sources, with where they stand.
fn lines(krate: &str) -> Vec<(String, String)> {
    let folder = Path::new("generated").join(krate).join("src");
    let files = workspace::files_below(&workspace::root().join(&folder));
    let lines = files.iter().flat_map(|file| {
        let text = workspace::read(folder.join(file));
        let lines: Vec<_> = text.lines().map(str::to_owned).collect();
        let place = |at: usize| format!("{krate}/{}:{}", file.display(), at + 1);
        let lines = lines.into_iter().enumerate();
        lines
            .map(|(at, line)| (place(at), line))
            .collect::<Vec<_>>()
    });
    let docs = lines.filter_map(|(place, line)| {
        let line = line.trim_start();
        let docs = line.strip_prefix("///").or(line.strip_prefix("//!"))?;
        Some((place, docs.trim_start().to_owned()))
    });
    docs.collect()
}

/// Fails where a line of either crate is such.
#[track_caller]
fn check_none(what: &str, is_such: impl Fn(&str) -> bool) {
    for krate in ["gamelift", "gameliftstreams"] {
        let lines = lines(krate);
        assert!(lines.len() > 3_000, "{krate}: {}", lines.len());
        let found: Vec<_> = lines.iter().filter(|(_, line)| is_such(line)).collect();
        assert!(found.is_empty(), "{what}: {found:#?}");
    }
}

#[test]
fn no_line_says_a_name_and_nothing_of_it() {
    check_none("a name", |line| {
        let starts = [
            "The values of `",
            "The member `",
            "The structure `",
            "The error `",
        ];
        starts.iter().any(|start| line.starts_with(start))
            || line.contains("The model does not say what")
            || line.ends_with("the model lists")
    });
}

#[test]
fn no_link_leads_to_two_addresses_at_once() {
    check_none("a link", |line| {
        let links = line.split("](http").skip(1);
        let mut links = links.filter_map(|link| link.split(')').next());
        links.any(|link| {
            let (_, path) = link.split_once("://").unwrap_or_default();
            let host = path.split('/').next().unwrap_or_default();
            path.contains(":/") || path.matches(&format!("{host}/")).count() > 1
        })
    });
}

#[test]
fn no_stop_is_apart_from_a_link_or_code() {
    check_none("a stop", |line| {
        let ends = [") .", "` .", ") ,", "` ,"];
        let is_end = |at: usize| line[at..].chars().next().is_none_or(|next| next == ' ');
        let mut found = ends.iter().flat_map(|end| line.match_indices(end));
        found.any(|(at, end)| is_end(at + end.len()))
    });
}

#[test]
fn no_member_is_named_in_italics() {
    // What the operation's text calls its own example, and a property of rule sets; neither is a member.
    let examples = ["_ContainerA_", "_ContainerB_", "_playerAttributes_"];
    check_none("a name in italics", |line| {
        let text: String = line.split('`').step_by(2).collect();
        text.split([' ', '(', ')', '.', ',']).any(|word| {
            let name = word
                .strip_prefix('_')
                .and_then(|word| word.strip_suffix('_'));
            let has_hump = |name: &str| {
                let pairs = name.as_bytes().windows(2);
                let mut pairs = pairs.map(|pair| (pair[0], pair[1]));
                pairs.any(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_uppercase())
            };
            name.is_some_and(has_hump) && !examples.contains(&word)
        })
    });
}

#[test]
fn nothing_is_said_twice_of_a_value() {
    check_none("a secret", |line| line.matches("Sensitive.").count() > 1);
    check_none("a list of values", |line| {
        line.matches("Valid Values:").count() > 1
    });
}

/// The documentation before each item of a file, with the item's first line.
fn items(file: &str) -> Vec<(String, String)> {
    let mut items = Vec::new();
    let mut docs = String::new();
    for line in workspace::read(file).lines().map(str::trim_start) {
        if let Some(text) = line.strip_prefix("///") {
            docs += text.trim_start();
            docs += "\n";
        } else {
            items.push((std::mem::take(&mut docs), line.to_owned()));
        }
    }
    items
}

/// The model speaks of numbers where Rust has a `DateTime`.
#[test]
fn points_in_time_say_what_they_are_in_rust() {
    let folder = workspace::root().join("generated/gamelift/src");
    let mut count = 0;
    for file in workspace::files_below(&folder) {
        let file = format!("generated/gamelift/src/{}", file.display());
        for (docs, item) in items(&file) {
            if item.contains("DateTime>") && docs.replace('\n', " ").contains("Unix time") {
                let says_so = docs.contains("In Rust a [`DateTime`](crate::primitives::DateTime)");
                assert!(says_so, "{file}: {item}");
                count += 1;
            }
        }
    }
    assert!(count > 10, "{count}");
}

/// What a waiter asks, what ends the wait and how often it asks, by the model.
#[test]
fn a_waiter_says_what_it_waits_for() {
    let text = workspace::read("generated/gameliftstreams/src/waiters.rs");
    let (before, _) = text
        .split_once("fn wait_until_stream_group_active in")
        .expect("the waiter");
    let (_, docs) = before.rsplit_once("}\n\n").expect("the waiter's docs");
    let status =
        "[`status`](field@crate::operation::get_stream_group::GetStreamGroupOutput::status)";
    for part in [
        "[`get_stream_group`](crate::Client::get_stream_group) every 30 to 120 seconds",
        &format!("- Success: {status} is `ACTIVE`."),
        &format!("- Failure: {status} is `ERROR`."),
        &format!("- Failure: {status} is `ACTIVE_WITH_ERRORS`."),
        &format!("- Failure: {status} is `DELETING`."),
        "- Failure: the call fails with any other error.",
        "- Asks again: any other answer.",
        "use gameliftstreams::client::Waiters;",
    ] {
        assert!(docs.contains(part), "{part} in\n{docs}");
    }
}

/// What callers look for stands on the front page and in the README, and before the service's own text.
#[test]
fn front_page_and_readme_show_how_to_call() {
    for krate in ["gamelift", "gameliftstreams"] {
        let front_page = workspace::read(format!("generated/{krate}/src/lib.rs"));
        let readme = workspace::read(format!("generated/{krate}/README.md"));
        let dependency = format!("{krate} = {{ path = \"vendor/{krate}\" }}");
        let mut wanted = vec![
            "[dependencies]",
            &dependency,
            "aws_config::load_defaults",
            "ConstructionFailure",
            "DispatchFailure",
            "TimeoutError",
            "ResponseError",
            "ServiceError",
            ".into_paginator()",
            ".timeout_config(",
            "serde::Strict",
        ];
        match krate {
            "gamelift" => wanted.push(".protocol(Protocol::"),
            _ => wanted.push(".wait_until_application_deleted()"),
        }
        for part in wanted {
            assert!(readme.contains(part), "{krate}/README.md: {part}");
            let at = front_page.find(part);
            let service = front_page
                .find("# The service")
                .expect("the service's text");
            assert!(at.is_some_and(|at| at < service), "{krate}: {part}");
        }
    }
}
