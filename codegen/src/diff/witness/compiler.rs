//! Compares what the compiler says about a program with the verdict.
//!
//! Never here: starting it.

use serde_json::Value;

use super::program::Witness;

/// An error of the compiler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompilerError {
    /// Such as `E0599`; few errors have none.
    pub code: Option<String>,
    /// What is wrong, in a line.
    pub message: String,
    /// The source that it points to.
    pub highlighted: Vec<String>,
}

impl CompilerError {
    /// Reads a diagnostic of `rustc --error-format=json`:
    /// <https://doc.rust-lang.org/rustc/json.html#diagnostics>. `None` for what is no error, or is none of a
    /// place in the source, such as the count of errors at the end.
    pub fn read(diagnostic: &Value) -> Option<Self> {
        let spans = diagnostic["spans"].as_array()?;
        if diagnostic["level"] != "error" || spans.is_empty() {
            return None;
        }
        let primary = spans.iter().filter(|span| span["is_primary"] == true);
        let lines = primary.flat_map(|span| span["text"].as_array().into_iter().flatten());
        Some(Self {
            code: diagnostic["code"]["code"].as_str().map(str::to_owned),
            message: diagnostic["message"].as_str()?.to_owned(),
            highlighted: lines.filter_map(highlighted).collect(),
        })
    }
}

/// The part of a line that a diagnostic points to. Columns are characters, and begin with 1.
fn highlighted(line: &Value) -> Option<String> {
    let column = |key: &str| usize::try_from(line[key].as_u64()?).ok()?.checked_sub(1);
    let (start, end) = (column("highlight_start")?, column("highlight_end")?);
    let text = line["text"].as_str()?.chars();
    Some(text.skip(start).take(end.saturating_sub(start)).collect())
}

impl Witness {
    /// Why what the compiler says of the program with the new crate does not bear the verdict out; `None`
    /// if it does.
    pub fn objection(&self, errors: &[CompilerError]) -> Option<String> {
        if errors.is_empty() {
            return Some("the program compiles with the new crate, too".to_owned());
        }
        let other = errors.iter().find(|error| !self.is_shown_by(error))?;
        let code = other.code.as_deref().unwrap_or("no code");
        Some(format!(
            "the program fails for another reason, {code}: {}",
            other.message
        ))
    }

    fn is_shown_by(&self, error: &CompilerError) -> bool {
        let is_expected = error
            .code
            .as_deref()
            .is_some_and(|code| self.codes.contains(&code));
        let mut words = error.highlighted.iter().flat_map(|text| {
            text.split(|character: char| !character.is_alphanumeric() && character != '_')
        });
        is_expected && words.any(|word| self.names.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const DIAGNOSTIC: &str = r#"{
        "level": "error", "message": "no field `größe` on type `Food`", "code": {"code": "E0609"},
        "spans": [
            {"is_primary": false, "text": [{"text": "use x;", "highlight_start": 1, "highlight_end": 4}]},
            {"is_primary": true, "text": [
                {"text": "    ü(it.größe);", "highlight_start": 10, "highlight_end": 15}
            ]}
        ]
    }"#;

    fn read(text: &str) -> Option<CompilerError> {
        CompilerError::read(&serde_json::from_str(text).expect("JSON"))
    }

    fn witness(name: &str) -> Witness {
        Witness {
            item: String::new(),
            facts: Vec::new(),
            program: String::new(),
            codes: &["E0609"],
            names: BTreeSet::from([name.to_owned()]),
        }
    }

    #[test]
    fn an_error_points_to_a_part_of_a_line() {
        let error = read(DIAGNOSTIC).expect("an error");
        assert_eq!(error.highlighted, ["größe"]);
        assert_eq!(error.code.as_deref(), Some("E0609"));
        assert_eq!(read(&DIAGNOSTIC.replace("\"error\"", "\"warning\"")), None);
        let summary = r#"{"level": "error", "message": "aborting", "code": null, "spans": []}"#;
        assert_eq!(read(summary), None);
    }

    #[test]
    fn only_errors_about_the_item_count() {
        let error = read(DIAGNOSTIC).expect("an error");
        let objection = |name: &str, errors: &[CompilerError]| witness(name).objection(errors);
        assert_eq!(objection("größe", std::slice::from_ref(&error)), None);
        let compiles = objection("größe", &[]).expect("an objection");
        assert!(compiles.contains("compiles"), "{compiles}");
        let other = objection("name", std::slice::from_ref(&error)).expect("an objection");
        assert!(other.contains("E0609: no field"), "{other}");
        let code = Some("E0308".to_owned());
        let another = [error.clone(), CompilerError { code, ..error }];
        assert!(objection("größe", &another).is_some(), "all errors count");
    }
}
