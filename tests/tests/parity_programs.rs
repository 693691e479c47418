//! Programs for the official crates compile with ours, and print what they print with the official ones.
//!
//! `cargo xtask parity` runs both sides, and keeps what the official one prints in `bench/programs/recorded`; what
//! is expected to differ stands in `bench/parity/rules/programs.toml`.

use std::fs;
use std::path::Path;

use tests::differences::{Difference, Rules, of_lines};
use tests::programs::{self, BUILD, Built, Side};
use tests::{host, workspace};

const RULES: &str = "bench/parity/rules/programs.toml";

/// One test, because the programs are built at once.
#[test]
fn programs_print_what_they_print_with_the_official_crates() {
    let root = workspace::root();
    let mut programs = programs::own(&root).expect("the programs of this project");
    let others = programs::of_data().expect("the programs of SMITHWRIGHT_DATA");
    let is_whole = others.is_some();
    if !is_whole {
        println!("skipped: parity-programs: SMITHWRIGHT_DATA is not set");
    }
    programs.extend(others.into_iter().flatten());

    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = temporary.join("programs");
    let manifest = programs::manifest(&root, Side::Ours, &programs);
    let manifest = manifest.unwrap_or_else(|error| panic!("{error}"));
    host::write_if_changed(&folder.join("Cargo.toml"), &manifest);
    host::write_if_changed(&folder.join("Cargo.lock"), &workspace::read("Cargo.lock"));
    let Some(output) = host::run(host::cargo(&folder, temporary).args(BUILD)) else {
        return;
    };
    let built = Built::read(&String::from_utf8_lossy(&output.stdout));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!built.executables.is_empty(), "nothing was built:\n{said}");

    let mut rules = Rules::read(RULES, &workspace::read(RULES)).expect("rules");
    let mut unexpected = Vec::new();
    for name in programs.keys() {
        let differences = match built.executables.get(name) {
            Some(executable) => {
                // A program that prints nothing has no file.
                let recorded = root.join(format!("bench/programs/recorded/{name}.txt"));
                let recorded = fs::read_to_string(recorded).unwrap_or_default();
                let printed = programs::run(executable).unwrap_or_else(|error| panic!("{error}"));
                of_lines(name, &recorded, &printed)
            }
            None => vec![Difference {
                place: format!("{name}: compiles"),
                official: "yes".to_owned(),
                ours: built.errors.get(name).cloned().unwrap_or_default(),
            }],
        };
        unexpected.extend(
            differences
                .into_iter()
                .filter(|one| !rules.account_for(one)),
        );
    }
    let mut wrong: Vec<String> = unexpected.iter().map(ToString::to_string).collect();
    if is_whole {
        wrong.extend(rules.unused());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A difference at a place.
fn difference(place: &str) -> Difference {
    Difference {
        place: place.to_owned(),
        official: "one\ntwo".to_owned(),
        ours: "three".to_owned(),
    }
}

#[test]
fn rules_account_for_what_they_name_and_are_told_otherwise() {
    let text = r#"
        [[rule]]
        place = "enums: line \\d+"
        official = "one.*"
        right = "both"
        reason = "it is so"

        [[rule]]
        place = "mocks: .*"
        ours = "four"
        right = "ours"
        reason = "it was so"
    "#;
    let mut rules = Rules::read("rules.toml", text).expect("rules");
    assert!(rules.account_for(&difference("enums: line 12")));
    // Places are whole, and so are texts.
    assert!(!rules.account_for(&difference("enums: line 12 of it")));
    assert!(!rules.account_for(&difference("mocks: line 1")));
    assert_eq!(
        rules.unused(),
        ["rules.toml: no difference is left at `mocks: .*`: remove the rule"]
    );
    assert_eq!(
        rules.summary(),
        ["     1 as expected, both are right: it is so"]
    );
}

#[test]
fn rules_without_a_reason_or_with_more_than_rules_have_are_refused() {
    let rule = "[[rule]]\nplace = \"a\"\nright = \"both\"\n";
    let refused = |more: &str| Rules::read("rules.toml", &format!("{rule}{more}")).expect_err(more);
    assert_eq!(
        refused("reason = \" \""),
        "rules.toml: the rule for a has no reason"
    );
    assert!(refused("").contains("missing field `reason`"));
    assert!(refused("reason = \"r\"\nwhy = \"w\"").contains("unknown field `why`"));
    assert!(refused("reason = \"r\"\nours = \"(\"").contains("rules.toml: (: "));
}

#[test]
fn texts_are_compared_by_their_lines() {
    let differences = |official: &str, ours: &str| -> Vec<String> {
        let differences = of_lines("p", official, ours);
        differences.iter().map(ToString::to_string).collect()
    };
    assert_eq!(differences("a\nb\n", "a\nb"), Vec::<String>::new());
    // A line more does not make all that follow differ.
    assert_eq!(
        differences("a\nb\nc\nd", "a\nx\nb\nd\n"),
        [
            "DIFFERENT p: line 2\n    official: no line\n    ours:     x",
            "DIFFERENT p: line 3\n    official: c\n    ours:     no line",
        ]
    );
    assert_eq!(
        differences("a\nb\nc", "a\nd\ne\nc"),
        ["DIFFERENT p: line 2\n    official: b\n    ours:     d\ne"]
    );
}
