//! The forms of the texts in a service's metadata, as botocore's models have them.
//!
//! Names, prefixes and versions of a service land in URLs, headers, manifests and pages, so each is held to
//! its form here, where its place is at hand. Every model that botocore 1.43.11 ships keeps to these.
//!
//! Never here: texts of which only a few are known, such as protocols ([`super::botocore`]).

use super::fields::{Fields, Report};
use crate::json::Value;

/// What a text may be.
struct Form {
    /// The key in the metadata.
    key: &'static str,
    /// Whether a text has the form.
    holds: fn(&str) -> bool,
    /// What a text without it is not.
    noun: &'static str,
    /// What to do about it.
    fix: &'static str,
}

const FORMS: [Form; 8] = [
    Form {
        key: "apiVersion",
        holds: is_date,
        noun: "the version of an API",
        fix: "write it like `2015-10-01`",
    },
    Form {
        key: "endpointPrefix",
        holds: is_label,
        noun: "the prefix of a host",
        fix: LABEL,
    },
    Form {
        key: "serviceAbbreviation",
        holds: is_title,
        noun: "the name of a service",
        fix: TITLE,
    },
    Form {
        key: "serviceFullName",
        holds: is_title,
        noun: "the name of a service",
        fix: TITLE,
    },
    Form {
        key: "serviceId",
        holds: is_service_id,
        noun: "the id of a service",
        fix: SERVICE_ID,
    },
    Form {
        key: "signingName",
        holds: is_label,
        noun: "the name of a service in signatures",
        fix: LABEL,
    },
    Form {
        key: "targetPrefix",
        holds: is_target,
        noun: "the prefix of a target",
        fix: "use letters, digits, `.` and `_`",
    },
    Form {
        key: "uid",
        holds: is_label,
        noun: "the id of a model",
        fix: LABEL,
    },
];

const LABEL: &str = "use letters, digits, `.` and `-`";
const TITLE: &str =
    "write one line of letters, digits, spaces and `&'()+,-./:`, 100 of them at most";
/// What to do about an id that is none.
pub(super) const SERVICE_ID: &str = "use words of letters and digits with a space between, 50 letters in all, and begin with a letter";

/// Reports every text that does not have its form. One that is missing is reported by who needs it.
pub(super) fn check(metadata: &Fields<'_>, report: &mut Report) {
    for form in &FORMS {
        let Some(Value::String(text)) = metadata.get(form.key) else {
            continue;
        };
        if !(form.holds)(text) {
            let what = format!("`{text}` is not {}", form.noun);
            metadata.complain(form.key, what, form.fix, report);
        }
    }
}

fn is_date(text: &str) -> bool {
    let like = |(letter, form): (u8, u8)| match form {
        b'0' => letter.is_ascii_digit(),
        form => letter == form,
    };
    text.len() == 10 && text.bytes().zip(*b"0000-00-00").all(like)
}

fn is_label(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    has_length(text, 63) && text.chars().all(letter)
}

fn is_target(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || "._".contains(c);
    has_length(text, 128) && text.chars().all(letter)
}

fn is_title(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || " &'()+,-./:".contains(c);
    has_length(text, 100) && text.chars().all(letter)
}

/// <https://smithy.io/2.0/aws/aws-core.html#sdkid>
pub(super) fn is_service_id(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric());
    has_length(text, 50)
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.split(' ').all(is_word)
}

fn has_length(text: &str, most: usize) -> bool {
    !text.is_empty() && text.len() <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(holds: fn(&str) -> bool, right: &[&str], wrong: &[&str]) {
        for text in right {
            assert!(holds(text), "{text}");
        }
        for text in wrong.iter().chain(&["", "a\n", "`a`", "<a>", "\u{202e}a"]) {
            assert!(!holds(text), "{text:?}");
        }
    }

    #[test]
    fn texts_have_the_forms_of_real_ones() {
        check(is_date, &["2015-10-01"], &["2015-10-1", "2015/10/01"]);
        let labels = ["gamelift", "api.pricing", "IoTSecuredTunneling"];
        check(is_label, &labels, &["a b", "a/b", "a_b"]);
        let target = "com.amazonaws.codestar.connections.CodeStar_connections_20191201";
        check(is_target, &[target, "GameLift"], &["a-b", "a b"]);
        let titles = [
            "AWS re:Post Private",
            "AWS Import/Export",
            "Amazon DynamoDB Accelerator (DAX)",
        ];
        check(is_title, &titles, &["a*b", "a_b", "a|b", &"a".repeat(101)]);
        let ids = ["GameLift", "Snow Device Management", "EC2"];
        check(is_service_id, &ids, &["a-b", "a  b", " a", "a ", "1a"]);
    }
}
