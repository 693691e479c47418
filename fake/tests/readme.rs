//! What the README shows of testing compiles and runs.

#[test]
fn the_program_of_the_readme_is_a_test() {
    let readme = std::fs::read_to_string("../README.md").expect("the README");
    let program = include_str!("your_program.rs");
    let (_, program) = program.split_once("\n\n").expect("it opens with `//!`");
    let block = format!("```rust\n{program}```");
    assert!(
        readme.contains(&block),
        "copy fake/tests/your_program.rs into the README"
    );
}
