//! One run of cargo for one side of a pair, and what the compiler said of each program.
//!
//! Never here: what that means.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use smithwright_codegen::diff::{CompilerError, Evidence};
use smithwright_codegen::problem::Problem;

use super::folder;
use crate::workspace;

/// Which of the two crates programs are compiled with.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    Old,
    New,
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Self::Old => "old",
            Self::New => "new",
        }
    }
}

/// Compiles the programs with the crate of one side, as far as types go: for each program, its errors. The
/// crate itself has to compile.
pub(super) fn check(
    root: &Path,
    folder: &Path,
    side: Side,
    evidence: &Evidence,
) -> Result<Vec<Vec<CompilerError>>, Problem> {
    let files = match side {
        Side::Old => &evidence.old,
        Side::New => &evidence.new,
    };
    let folder = folder.join(side.name());
    folder::write(&folder, files, evidence)?;
    let mut cargo = workspace::cargo();
    cargo
        .args(["check", "--offline", "--keep-going", "--quiet"])
        .args(["--message-format=json", "--lib", "--bins", "--target-dir"])
        .arg(root.join("target"))
        .current_dir(folder.join(folder::PROGRAMS))
        .env_remove("CARGO_TARGET_DIR");
    let output = cargo.output().map_err(|error| {
        let what = format!("cargo cannot be started: {error}");
        Problem::new(&folder, "", what, "install a Rust toolchain")
    })?;
    let said = Said::read(&String::from_utf8_lossy(&output.stdout));
    let programs = (0..evidence.witnesses.len()).map(|place| said.of(&folder::program(place)));
    programs.collect::<Option<_>>().ok_or_else(|| {
        let what = match said.elsewhere.first() {
            Some(error) => format!("the crate does not compile: {error}"),
            None => format!(
                "cargo did not come to the programs:\n{}",
                String::from_utf8_lossy(&output.stderr).trim_end()
            ),
        };
        let fix = "mend the generator; if a dependency is missing, `cargo fetch` brings it";
        Problem::new(&folder, "", what, fix)
    })
}

/// What cargo said, line by line.
#[derive(Default)]
struct Said {
    /// The programs that compiled.
    compiled: BTreeSet<String>,
    /// The errors of programs.
    errors: BTreeMap<String, Vec<CompilerError>>,
    /// Errors of anything else, as people read them.
    elsewhere: Vec<String>,
}

impl Said {
    fn read(lines: &str) -> Self {
        let mut said = Self::default();
        let lines = lines.lines();
        for line in lines.filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
            said.line(&line);
        }
        said
    }

    fn line(&mut self, line: &Value) {
        let target = &line["target"];
        let name = target["name"].as_str().unwrap_or_default().to_owned();
        let kinds = target["kind"].as_array();
        let is_program = kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind == "bin"));
        match line["reason"].as_str() {
            Some("compiler-artifact") if is_program => {
                self.compiled.insert(name);
            }
            Some("compiler-message") => {
                let message = &line["message"];
                let error = CompilerError::read(message);
                match error {
                    Some(error) if is_program => self.errors.entry(name).or_default().push(error),
                    Some(error) => {
                        let rendered = message["rendered"].as_str();
                        self.elsewhere
                            .push(rendered.unwrap_or(&error.message).to_owned());
                    }
                    None => {}
                }
            }
            _ => {}
        }
    }

    /// The errors of a program; `None` if it was not come to.
    fn of(&self, program: &str) -> Option<Vec<CompilerError>> {
        match self.errors.get(program) {
            Some(errors) => Some(errors.clone()),
            None => self.compiled.contains(program).then(Vec::new),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_one_that_cargo_came_to() {
        let error = r#""message": {"level": "error", "message": "no", "rendered": "error: no", "spans": [{}]}"#;
        let said = Said::read(&format!(
            r#"{{"reason": "compiler-artifact", "target": {{"name": "good", "kind": ["bin"]}}}}
            {{"reason": "compiler-message", "target": {{"name": "bad", "kind": ["bin"]}}, {error}}}
            {{"reason": "compiler-message", "target": {{"name": "zoo", "kind": ["lib"]}}, {error}}}
            {{"reason": "build-finished", "success": false}}"#
        ));
        assert_eq!(said.of("good"), Some(Vec::new()));
        let bad = said.of("bad").expect("errors");
        assert_eq!(bad.len(), 1);
        assert_eq!(bad[0].message, "no");
        assert_eq!(said.of("zoo"), None);
        assert_eq!(said.elsewhere, ["error: no"]);
    }
}
