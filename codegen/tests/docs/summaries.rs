//! What the first sentence of a piece of Markdown is.

use smithwright_codegen::lower::docs::summary;

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
