//! What the first sentence of a piece of Markdown is.

use smithwright_codegen::lower::docs::{opens_with_summary, summary, summary_first, wrapped};

#[track_caller]
fn check(markdown: &str, expected: &str) {
    assert_eq!(summary(markdown), expected, "\nfor {markdown}");
}

#[test]
fn the_first_sentence_is_one_line() {
    check("", "");
    check("One two.", "One two.");
    check("One\ntwo. Three.", "One two.");
    check("One! Two?", "One!");
    check("One\\\ntwo. Three.", "One two.");
}

#[test]
fn a_paragraph_without_a_sentence_is_whole() {
    check("One\ntwo\n\nThree.", "One two");
    check("One of:\n\n- a.\n- b.", "One of:");
}

#[test]
fn a_full_stop_inside_of_something_ends_nothing() {
    check("Is 1.5 or a.b. Two.", "Is 1.5 or a.b.");
    check("Use e.g. This one. Two.", "Use e.g. This one.");
    check("Use etc. and more. Two.", "Use etc. and more.");
    check("A `b. C` d. E.", "A `b. C` d.");
    check("A ``b`. C`` d. E.", "A ``b`. C`` d.");
    check("A [b. C](https://d. E) f. G.", "A [b. C](https://d. E) f.");
    check("A <https://b.c/d> e. F.", "A <https://b.c/d> e.");
    check("A **b. C** d. E.", "A **b. C** d.");
}

#[test]
fn what_closes_after_the_full_stop_belongs_to_the_sentence() {
    check("A **b.** C.", "A **b.**");
    check("A (b.) C.", "A (b.)");
    check("A [b.](https://c) D.", "A [b.](https://c) D.");
}

#[test]
fn titles_and_labels_give_way() {
    check("**Applies to:** fleets\n\nOne. Two.", "One.");
    check("**Title**", "**Title**");
    check("**Bold** start. Two.", "**Bold** start.");
}

#[test]
fn lists_and_quotes_count_only_alone() {
    check("> **Note:** a.\n\nOne.", "One.");
    check("```text\na. B\n\nc. D\n```\n\nOne.", "One.");
    check("> **Note:** a.\n> B.", "**Note:** a.");
    check("1. a\n2. b", "a b");
}

/// Fails unless this is the Markdown with its summary first.
#[track_caller]
fn check_first(markdown: &str, expected: &str) {
    assert_eq!(summary_first(markdown), expected, "\nfor {markdown}");
}

#[test]
fn the_summary_is_the_first_paragraph() {
    check_first("", "");
    check_first("One.", "One.");
    check_first("One. Two.\n\nThree.", "One.\n\nTwo.\n\nThree.");
    check_first(
        "**Applies to:** fleets\n\nOne\ntwo. Three.\n\n- a\n\n  b. c.",
        "One two.\n\n**Applies to:** fleets\n\nThree.\n\n- a\n\n  b. c.",
    );
    check_first(
        "One [a b](c). [d e](f) `g h`.",
        "One [a b](c).\n\n[d e](f) `g h`.",
    );
}

#[test]
fn what_cannot_be_moved_stays() {
    for markdown in [
        "One of:\n\n- a\n- b",
        "**Title**\n\nOne of:\n\n- a",
        "- a. b.",
        "**Title**",
        "1. a\n\nOne. Two.",
        "```text\na\n\nOne. Two.\n```",
        "One\\\ntwo. Three.",
    ] {
        check_first(markdown, markdown);
    }
}

#[test]
fn labels_are_told_from_summaries() {
    assert!(opens_with_summary(""));
    assert!(opens_with_summary("One\ntwo. Three."));
    assert!(!opens_with_summary("**Applies to:** fleets\n\nOne. Two."));
}

#[test]
fn long_lines_are_wrapped_outside_of_code_and_links() {
    let long = "a ".repeat(60);
    let lines = wrapped(&format!("{long}`b c` [d e](f)"));
    assert!(lines.lines().all(|line| line.len() <= 96), "{lines}");
    assert!(lines.ends_with("`b c` [d e](f)"), "{lines}");
}
