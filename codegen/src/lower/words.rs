//! Where one word of a name ends and the next begins.
//!
//! The official crates split names in two ways: one for fields, methods and modules ([`of_snake`]), one
//! for types and variants ([`of_camel`]). They differ in rare names (`IPv4Address`, `s3key`), and a
//! program written against the official crates sees both. The rules are those of smithy-rs and of
//! Smithy's `CaseUtils`.
//!
//! Never here: what becomes of the words ([`super::names`]).

/// Words that are spelled with capitals inside of them.
const WHOLE: [&str; 7] = ["gib", "ipv4", "ipv6", "kib", "mib", "sigv4", "ttl"];

/// The words of a name that becomes a field, a method or a module, in lower case.
pub(super) fn of_snake(name: &str) -> Vec<String> {
    let is_lower = !name.contains(|c: char| c.is_ascii_uppercase());
    split(name, |word, rest| {
        is_end_of_acronym(word, rest)
            // What takes longest to find out comes last.
            || ((is_hump(word, rest) || is_lower && is_unit(word, rest))
                && !is_inside_whole(word, rest))
    })
}

/// The words of a name that becomes a type or a variant, in lower case.
pub(super) fn of_camel(name: &str) -> Vec<String> {
    split(name, |word, rest| {
        let mut rest_chars = rest.chars();
        let starts_capitalised = rest_chars.next().is_some_and(|c| c.is_ascii_uppercase())
            && rest_chars.next().is_some_and(|c| c.is_ascii_lowercase());
        is_hump(word, rest) || (ends_upper(word) && starts_capitalised)
    })
}

/// Splits a name where it has anything but letters and digits, and where `begins_word` says so of
/// the word so far and the rest of the name.
fn split(name: &str, begins_word: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let mut words = Vec::new();
    let mut start = 0;
    for (index, character) in name.char_indices() {
        let word = &name[start..index];
        if !character.is_ascii_alphanumeric() {
            words.push(word);
            start = index + character.len_utf8();
        } else if !word.is_empty() && begins_word(word, &name[index..]) {
            words.push(word);
            start = index;
        }
    }
    words.push(&name[start..]);
    words.retain(|word| !word.is_empty());
    words.into_iter().map(str::to_ascii_lowercase).collect()
}

/// `game|Session`, `Ec2|Instance`
fn is_hump(word: &str, rest: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && rest.starts_with(|c: char| c.is_ascii_uppercase())
}

/// `s3|key`, which has no capital to show it.
fn is_unit(word: &str, rest: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_digit())
        && rest.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether the rest goes on with a word of [`WHOLE`] that has begun.
fn is_inside_whole(word: &str, rest: &str) -> bool {
    let text = format!("{word}{rest}").to_ascii_lowercase();
    let word = word.to_ascii_lowercase();
    !WHOLE.contains(&word.as_str()) && WHOLE.iter().any(|whole| text.starts_with(whole))
}

/// `DB|Proxy` and `IAM|User`, but neither `ACLs` nor `DBv2`.
fn is_end_of_acronym(word: &str, rest: &str) -> bool {
    let mut rest = rest.chars();
    let (first, second, third) = (rest.next(), rest.next(), rest.next());
    let is = |c: Option<char>, test: fn(&char) -> bool| c.as_ref().is_some_and(test);
    let is_plural = second == Some('s') && !is(third, char::is_ascii_lowercase);
    let is_version = second == Some('v') && is(third, char::is_ascii_digit);
    ends_upper(word)
        && is(first, char::is_ascii_uppercase)
        && is(second, char::is_ascii_lowercase)
        && !is_plural
        && !is_version
}

fn ends_upper(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::{of_camel, of_snake};

    #[test]
    fn splits_names_of_fields() {
        for (name, words) in [
            ("gameSessionId", "game session id"),
            ("EC2InstanceType", "ec2 instance type"),
            ("FleetARN", "fleet arn"),
            ("ARNs", "arns"),
            ("IAMUser", "iam user"),
            ("DBProxy", "db proxy"),
            ("DynamoDBv2", "dynamo dbv2"),
            ("IPv4Address", "ipv4 address"),
            ("SizeInMiB", "size in mib"),
            ("s3key", "s3 key"),
            ("S3key", "s3key"),
            ("snake_case-or kebab", "snake case or kebab"),
            ("__string", "string"),
            ("c3.2xlarge", "c3 2 xlarge"),
            ("é", ""),
        ] {
            assert_eq!(of_snake(name).join(" "), words, "{name}");
        }
    }

    #[test]
    fn splits_names_of_types() {
        for (name, words) in [
            ("GameSession", "game session"),
            ("EC2InstanceType", "ec2 instance type"),
            ("NOT_FOUND", "not found"),
            ("c3.2xlarge", "c3 2xlarge"),
            ("IPv4", "i pv4"),
            ("ACLs", "ac ls"),
            ("AMAZON_LINUX_2023", "amazon linux 2023"),
        ] {
            assert_eq!(of_camel(name).join(" "), words, "{name}");
        }
    }
}
