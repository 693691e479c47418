//! The official crates' API, called as people call it: see `official/surface.rs`. That it compiles is the
//! test; what runs without a service is run too.

#![allow(
    missing_docs,
    deprecated,
    dead_code,
    clippy::match_same_arms,
    clippy::missing_panics_doc
)]

include!("../official/surface.rs");

#[test]
fn the_parts_that_need_no_service_work() {
    assert_eq!(data().port(), Some(7777));
    let (input, output) = messages().expect("nothing is required of a builder");
    assert_eq!(input.name(), Some("n"));
    assert_eq!(
        output.game_session().and_then(GameSession::port),
        Some(7777)
    );
    let codes: Vec<_> = errors()
        .iter()
        .map(|error| error.code().map(str::to_owned))
        .collect();
    assert_eq!(codes[2].as_deref(), Some("ConflictException"));
}
