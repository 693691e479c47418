//! The README says what is there: its program is the example that compiles, its links lead somewhere.

use tests::workspace;

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
