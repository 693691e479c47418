//! The README says what is there: its program is the example that compiles, its links lead somewhere, and
//! what it shows of validation is what a request prints; so are the READMEs and front pages of the crates.

use gamelift::operation::create_game_session::CreateGameSessionInput;
use gamelift::serde::Strict;
use gamelift::types::GameProperty;
use gamelift::validation::Validation;
use tests::{structures, workspace};

/// The failure that a document shows, which is a block of its own, each line of it behind `prefix`.
#[track_caller]
fn failure_in(path: &str, prefix: &str) -> String {
    let text = workspace::read(path);
    let begins = format!("{prefix}```text\n{prefix}invalid ");
    let at = text
        .find(&begins)
        .unwrap_or_else(|| panic!("{path} shows no failure"));
    let lines = text[at..].lines().skip(1);
    let lines = lines.map(|line| line.strip_prefix(prefix).expect(prefix));
    let lines: Vec<_> = lines.take_while(|line| *line != "```").collect();
    lines.join("\n")
}

#[test]
fn the_failure_is_that_of_a_request() {
    let properties = ["difficulty", "map", "mode"]
        .map(|key| GameProperty::builder().key(key).value("any").build());
    let keyless = GameProperty::builder().value("any").build();
    let input = CreateGameSessionInput::builder()
        .fleet_id("fleet-2222bbbb-33cc-44dd-55ee-6666ffff77aa")
        .name("")
        .set_game_properties(Some([&properties[..], &[keyless]].concat()))
        .build()
        .expect("it cannot fail");
    let errors = input
        .validate(Validation::default())
        .expect_err("it is invalid");
    assert_eq!(failure_in("README.md", ""), errors.to_string());
}

#[test]
fn the_failures_of_the_crates_are_those_of_requests() {
    for service in ["gamelift", "gameliftstreams"] {
        let shown = failure_in(&format!("generated/{service}/README.md"), "");
        let front_page = failure_in(&format!("generated/{service}/src/lib.rs"), "//! ");
        assert_eq!(shown, front_page, "{service}");

        let operation = shown
            .strip_prefix("invalid ")
            .and_then(|rest| rest.split(' ').next());
        let input = format!("::{}Input", operation.expect("an operation"));
        let mut all = structures::ALL.iter();
        let input = all.find(|one| one.service == service && one.path.ends_with(&input));
        let input = input.expect("the input of the operation");
        let errors = (input.validate)(&*(input.blank)(), Validation::default());
        assert_eq!(shown, errors.expect_err("it is invalid").to_string());
    }
}

#[test]
fn the_misspelt_member_is_refused_as_shown() {
    let text = r#"{"FleetID": "x"}"#;
    let readme = workspace::read("README.md");
    assert!(readme.contains(&format!("`{text}`")));
    let error = serde_json::from_str::<Strict<CreateGameSessionInput>>(text);
    let error = error.expect_err("it is misspelt");
    assert!(
        readme.contains(&format!("```text\n{error}\n```")),
        "{error}"
    );
}

#[test]
fn the_program_is_the_example_of_the_generated_crate() {
    let example = workspace::read("models/examples/gamelift/start_game_session.rs");
    let block = format!("```rust\n{}\n```", example.trim_end());
    assert!(
        workspace::read("README.md").contains(&block),
        "copy models/examples/gamelift/start_game_session.rs into the README"
    );
}

#[test]
fn links_lead_to_files() {
    for file in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ] {
        let text = workspace::read(file);
        for target in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let path = target.split('#').next().unwrap_or(target);
            let local = !target.starts_with("http") && !path.is_empty();
            assert!(
                !local || workspace::root().join(path).exists(),
                "{file} links to {target}"
            );
        }
    }
}
