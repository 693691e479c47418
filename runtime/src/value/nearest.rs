//! Suggests the nearest known names for a misspelt one: [`DidYouMean`].
//!
//! Never here: which names there are.

use std::fmt;

/// The end of a message about an unknown name: the known names that may have been meant.
#[derive(Debug, Clone)]
pub(crate) struct DidYouMean(Vec<&'static str>);

impl From<&[&'static str]> for DidYouMean {
    fn from(nearest: &[&'static str]) -> Self {
        Self(nearest.to_vec())
    }
}

impl DidYouMean {
    /// Suggests the `values` nearest to `text`.
    pub(crate) fn of(text: &str, values: &[&'static str]) -> Self {
        Self(nearest(text, values))
    }
}

impl fmt::Display for DidYouMean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, value) in self.0.iter().enumerate() {
            let before = match index {
                0 => "; did you mean ",
                _ if index + 1 == self.0.len() => " or ",
                _ => ", ",
            };
            write!(f, "{before}{value:?}")?;
        }
        f.write_str(if self.0.is_empty() { "" } else { "?" })
    }
}

/// The longest text that is compared, in bytes: the work grows with the square of the length.
const LONGEST: usize = 100;

/// The maximum number of suggestions.
const NAMED: usize = 3;

/// The nearest `values` to `text`, all at the same distance. At most a third of the characters may differ.
pub(crate) fn nearest(text: &str, values: &[&'static str]) -> Vec<&'static str> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let allowed = (text.chars().count() / 3).max(1);
    let distances = values.iter().map(|value| (distance(text, value), *value));
    let mut near: Vec<_> = distances
        .filter(|(distance, _)| *distance <= allowed)
        .collect();
    near.sort_unstable();
    let least = near.first().map_or(0, |(distance, _)| *distance);
    let near = near
        .into_iter()
        .take_while(|(distance, _)| *distance == least);
    near.map(|(_, value)| value).take(NAMED).collect()
}

/// The Levenshtein distance, ignoring case.
fn distance(text: &str, value: &str) -> usize {
    let value: Vec<char> = value.chars().map(|c| c.to_ascii_lowercase()).collect();
    let mut row: Vec<usize> = (0..=value.len()).collect();
    for (line, left) in text.chars().map(|c| c.to_ascii_lowercase()).enumerate() {
        let mut last = line + 1;
        let mut next = vec![last];
        for (right, above) in value.iter().zip(row.windows(2)) {
            let [diagonal, above] = *above else { break };
            last = (diagonal + usize::from(left != *right))
                .min(above + 1)
                .min(last + 1);
            next.push(last);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
