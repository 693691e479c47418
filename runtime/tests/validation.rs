//! Validation at what no vendored model has: secrets of every kind, paths, equal items.

#![allow(missing_docs, deprecated, unreachable_pub)]

use smithwright_runtime::schema::{Member, Shape};
use smithwright_runtime::validation::Validation;

static PIN: Shape = Shape::integer("Pin").max("9").sensitive();
static WORD: Shape = Shape::string("Word").max_length(3).sensitive();
static LEVEL: Shape = Shape::enumeration("Level", &["LOW"]).sensitive();
static SHORT: Shape = Shape::string("Short").max_length(3);
static WORDS: Shape = Shape::list("Words", &WORD);
static HIDDEN: Shape = Shape::list("Hidden", &SHORT).sensitive();
static BY_WORD: Shape = Shape::map("ByWord", &WORD, &SHORT);
static FEW: Shape = Shape::list("Few", &SHORT).unique_items();

smithwright_runtime::structure! {
    pub struct Login as "Login", LoginBuilder {
        pub pin: (Option<i32>) = Member::new("Pin", &PIN), set_pin, get_pin;
        pub level: (Option<String>) = Member::new("Level", &LEVEL), set_level, get_level;
        pub words: (Option<Vec<String>>) = Member::new("Words", &WORDS), set_words, get_words;
        pub hidden: (Option<Vec<String>>) = Member::new("Hidden", &HIDDEN), set_hidden, get_hidden;
        pub by_word: (Option<std::collections::HashMap<String, String>>) = Member::new("ByWord", &BY_WORD), set_by_word, get_by_word;
    }
}

smithwright_runtime::structure! {
    pub struct Envelope as "Envelope" (sensitive), EnvelopeBuilder {
        pub note: (Option<String>) = Member::new("Note", &LEVEL_OF_NOTE), set_note, get_note;
    }
}

static LEVEL_OF_NOTE: Shape = Shape::enumeration("NoteLevel", &["LOW"]);

smithwright_runtime::structure! {
    pub struct Place as "Place", PlaceBuilder {
        pub path: (Option<String>) = Member::new("Path", &SHORT).label(), set_path, get_path;
        pub few: (Option<Vec<String>>) = Member::new("Few", &FEW), set_few, get_few;
    }
}

static CODE: Shape = Shape::string("Code")
    .min_length(2)
    .unchecked_pattern(r"^(?=.*\d).+$");

smithwright_runtime::structure! {
    pub struct Ticket as "Ticket", TicketBuilder {
        pub code: (Option<String>) = Member::new("Code", &CODE), set_code, get_code;
    }
}

#[test]
fn a_pattern_that_cannot_be_said_in_rust_is_skipped() {
    let ticket = |code: &str| Ticket::builder().code(code).build();
    assert_eq!(ticket("no digit").validate(Validation::Strict), Ok(()));
    let error = ticket("x").validate(Validation::Strict).unwrap_err();
    assert_eq!(error.violations().len(), 1, "the length alone: {error}");
}

#[test]
fn no_secret_is_shown() {
    let login = Login::builder()
        .pin(4711)
        .level("hunter2")
        .words("hunter2")
        .hidden("hunter2")
        .by_word("hunter2", "hunter2")
        .build();
    let error = login.validate(Validation::Strict).unwrap_err();
    assert_eq!(error.violations().len(), 6, "{error}");
    for shown in [format!("{error}"), format!("{error:?}")] {
        assert!(!shown.contains("hunter2"), "{shown}");
        assert!(!shown.contains("4711"), "{shown}");
    }
}

#[test]
fn nothing_of_a_sensitive_structure_is_shown() {
    let envelope = Envelope::builder().note("hunter2").build();
    let error = envelope.validate(Validation::Strict).unwrap_err();
    assert!(error.to_string().contains("Note"), "{error}");
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
}

#[test]
fn a_label_that_vanishes_from_the_path_is_refused() {
    for path in ["", "/", "//", ".", ".."] {
        let error = Place::builder().path(path).build();
        let error = error.validate(Validation::Standard).unwrap_err();
        assert_eq!(error.violations().len(), 1, "{path:?}: {error}");
    }
    let kept = Place::builder().path("a/b").build();
    assert_eq!(kept.validate(Validation::Standard), Ok(()));
}

#[test]
fn equal_items_are_refused_where_the_model_says_so() {
    let place = Place::builder()
        .path("a")
        .few("x")
        .few("y")
        .few("x")
        .build();
    assert_eq!(place.validate(Validation::Standard), Ok(()));
    let error = place.validate(Validation::Strict).unwrap_err();
    assert!(error.to_string().contains("items 0 and 2"), "{error}");
    assert_eq!(place.validate(Validation::Off), Ok(()));
}
