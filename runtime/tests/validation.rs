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

#[derive(Clone)]
pub struct Login {
    pub pin: Option<i32>,
    pub level: Option<String>,
    pub words: Option<Vec<String>>,
    pub hidden: Option<Vec<String>>,
    pub by_word: Option<std::collections::HashMap<String, String>>,
}

smithwright_runtime::structure! {
    data Login as "Login", infallible LoginBuilder {
        pin set_pin get_pin: [copy i32] = Member::new("Pin", &PIN);
        level set_level get_level: [str] = Member::new("Level", &LEVEL);
        words set_words get_words: [list str] = Member::new("Words", &WORDS);
        hidden set_hidden get_hidden: [list str] = Member::new("Hidden", &HIDDEN);
        by_word set_by_word get_by_word: [map str] = Member::new("ByWord", &BY_WORD);
    }
}

#[derive(Clone)]
pub struct Envelope {
    pub note: Option<String>,
}

smithwright_runtime::structure! {
    data Envelope as "Envelope" (sensitive), infallible EnvelopeBuilder {
        note set_note get_note: [str] = Member::new("Note", &LEVEL_OF_NOTE);
    }
}

static LEVEL_OF_NOTE: Shape = Shape::enumeration("NoteLevel", &["LOW"]);

#[derive(Clone)]
pub struct Place {
    pub path: Option<String>,
    pub few: Option<Vec<String>>,
}

smithwright_runtime::structure! {
    data Place as "Place", infallible PlaceBuilder {
        path set_path get_path: [str] = Member::new("Path", &SHORT).label();
        few set_few get_few: [list str] = Member::new("Few", &FEW);
    }
}

static CODE: Shape = Shape::string("Code")
    .min_length(2)
    .unchecked_pattern(r"^(?=.*\d).+$");

#[derive(Clone)]
pub struct Ticket {
    pub code: Option<String>,
}

smithwright_runtime::structure! {
    data Ticket as "Ticket", infallible TicketBuilder {
        code set_code get_code: [str] = Member::new("Code", &CODE);
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
