//! What is sensitive is never shown: not by the `Debug` of values, not by that of errors, not by messages.

#![allow(missing_docs, deprecated, unreachable_pub)]

use smithwright_runtime::error::{ErrorMetadata, Exception, ProvideErrorMetadata};
use smithwright_runtime::schema::{Member, Shape};

/// What enums find in the crate that states them.
mod error {
    pub(crate) type UnknownVariantError = smithwright_runtime::error::UnknownVariantError;
}

static TEXT: Shape = Shape::string("Text");
static SECRET: Shape = Shape::string("Secret").sensitive();
static SECRETS: Shape = Shape::list("Secrets", &SECRET);
static BY_SECRET: Shape = Shape::map("BySecret", &SECRET, &TEXT);

smithwright_runtime::enumeration! {
    /// Sensitive.
    pub enum Mood (sensitive) {
        Glad = "glad",
    }
}

smithwright_runtime::structure! {
    pub struct Player as "Player", PlayerBuilder {
        pub name: (Option<String>) = Member::new("Name", &TEXT), set_name, get_name;
        pub secret: (Option<String>) = Member::new("Secret", &SECRET), set_secret, get_secret;
        pub secrets: (Option<Vec<String>>) = Member::new("Secrets", &SECRETS), set_secrets, get_secrets;
        pub by_secret: (Option<std::collections::HashMap<String, String>>) = Member::new("BySecret", &BY_SECRET), set_by_secret, get_by_secret;
    }
}

smithwright_runtime::structure! {
    pub struct Refused as "Refused" with Error, RefusedBuilder {
        pub message: (Option<String>) = Member::new("message", &SECRET), set_message, get_message;
    }
}

smithwright_runtime::exception! { Refused = "Refused", message message }

#[track_caller]
fn check_hidden(shown: &str) {
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("Sensitive"), "{shown}");
}

#[test]
fn debug_of_a_structure_hides_members_items_and_keys() {
    let player = Player::builder()
        .name("ann")
        .secret("hunter2")
        .secrets("hunter2")
        .by_secret("hunter2", "plain");
    check_hidden(&format!("{player:?}"));
    let shown = format!("{:?}", player.build());
    check_hidden(&shown);
    // As in the official crates: a list or map with something sensitive in it is hidden as a whole.
    assert!(shown.contains("ann") && !shown.contains("plain"), "{shown}");
}

#[test]
fn debug_of_an_enum_hides_its_value() {
    assert_eq!(
        format!("{:?}", Mood::Glad),
        "*** Sensitive Data Redacted ***"
    );
    assert_eq!(Mood::Glad.as_str(), "glad");
}

#[test]
fn an_error_whose_message_is_sensitive_shows_its_name_alone() {
    let mut error = Refused::default();
    error.set_meta(
        ErrorMetadata::builder()
            .code("Refused")
            .message("hunter2")
            .build(),
    );
    assert_eq!(error.message(), Some("hunter2"));
    assert_eq!(error.to_string(), "Refused");
    assert_eq!(ProvideErrorMetadata::code(&error), Some("Refused"));
    check_hidden(&format!("{error:?}"));
}
