//! Names as Smithy allows them: <https://smithy.io/2.0/spec/model.html#grammar-token-smithy-Identifier>.
//!
//! Every name of all services that botocore 1.43.11 knows, and of older models of `GameLift`, is one.
//! Never here: what becomes of a name in Rust.

/// The most letters that a name may have. The longest of those services has 155. In Rust a name gets an
/// underscore for every other letter at most, and becomes the name of a file, of which file systems take
/// 255 bytes.
pub(crate) const LONGEST: usize = 160;

/// What is wrong with a name, as the end of a sentence, and what to do; `None` for one that is right.
pub(crate) fn fault(name: &str) -> Option<(&'static str, &'static str)> {
    let mut letters = name.trim_start_matches('_').chars();
    let begins = letters.next().is_some_and(|c| c.is_ascii_alphabetic());
    if !begins || !letters.all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Some((
            "is not a name in Smithy",
            "use letters, digits and `_`, and begin with a letter",
        ));
    }
    (name.len() > LONGEST).then_some((
        "is longer than 160 letters, too long for the name of a file",
        "shorten it",
    ))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, fault};

    #[test]
    fn a_name_is_letters_digits_and_underscores() {
        for name in ["A", "a1", "_a", "__A_b", &"a".repeat(LONGEST)] {
            assert_eq!(fault(name), None, "{name}");
        }
        for name in [
            "",
            "_",
            "__1",
            "1a",
            "a-b",
            "a b",
            "a\n",
            "\u{e4}",
            "a.b",
            "a\u{202e}",
        ] {
            assert!(fault(name).is_some(), "{name:?}");
        }
        assert!(fault(&"a".repeat(LONGEST + 1)).is_some());
    }
}
