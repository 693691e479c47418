//! What `Debug` prints, with the entries of maps in order: users give and get them as a `HashMap`.
//!
//! Never here: what is printed.

/// The text of `{:?}` or `{:#?}` with the entries of each map sorted.
pub(crate) fn in_order(text: &str) -> String {
    let mut rest = text.chars().peekable();
    let mut ordered = String::with_capacity(text.len());
    while rest.peek().is_some() {
        // A bracket that closes nothing, in a text of another kind, stays where it is.
        ordered += &entries(&mut rest, false);
        ordered.extend(rest.next());
    }
    ordered
}

/// What stands up to the bracket that closes it, or up to the end: entries with commas between them.
fn entries(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, is_map: bool) -> String {
    let mut entries = vec![String::new()];
    while let Some(next) = rest.next_if(|next| !matches!(next, '}' | ']' | ')')) {
        if next == ',' {
            entries.push(String::new());
            continue;
        }
        let Some(entry) = entries.last_mut() else {
            break;
        };
        match next {
            '"' => {
                entry.push(next);
                string(rest, entry);
            }
            '{' | '[' | '(' => {
                // A structure has a name before its brace.
                let is_named = entry.trim_end().ends_with(char::is_alphanumeric);
                entry.push(next);
                *entry += &self::entries(rest, next == '{' && !is_named);
                entry.extend(rest.next());
            }
            _ => entry.push(next),
        }
    }
    if is_map {
        sort(&mut entries);
    }
    entries.join(",")
}

/// Sorts the entries of a map; the spaces before them, and what is after the last comma, stay where they are.
fn sort(entries: &mut [String]) {
    let mut texts: Vec<_> = entries
        .iter()
        .map(|entry| entry.trim_start().to_owned())
        .filter(|text| !text.is_empty())
        .collect();
    texts.sort();
    for (entry, text) in entries.iter_mut().zip(texts) {
        let spaces = entry.len() - entry.trim_start().len();
        entry.replace_range(spaces.., &text);
    }
}

/// A string after its first quote.
fn string(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, entry: &mut String) {
    while let Some(next) = rest.next() {
        entry.push(next);
        match next {
            '\\' => entry.extend(rest.next()),
            '"' => return,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use std::collections::HashMap;

    #[derive(Debug)]
    struct Player {
        _scores: HashMap<&'static str, Vec<u8>>,
        _name: Option<&'static str>,
    }

    #[test]
    fn maps_are_sorted_and_structures_are_not() {
        let player = Player {
            _scores: HashMap::from([("b, \"}", vec![2, 1]), ("a{", vec![])]),
            _name: Some("z"),
        };
        let line = r#"Player { _scores: {"a{": [], "b, \"}": [2, 1]}, _name: Some("z") }"#;
        assert_eq!(in_order(&format!("{player:?}")), line);
        let lines = "Player {\n    _scores: {\n        \"a{\": [],\n        \"b, \\\"}\": [\n            2,\n            \
                     1,\n        ],\n    },\n    _name: Some(\n        \"z\",\n    ),\n}";
        assert_eq!(in_order(&format!("{player:#?}")), lines);
    }

    #[test]
    fn text_of_another_kind_is_left_alone() {
        let text = "a } b, (c";
        assert_eq!(in_order(text), text);
    }
}
