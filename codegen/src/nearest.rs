//! Suggests a known name for a misspelt one.
//!
//! Never here: anything that acts on the guess.

/// Names longer than this are not compared: the work grows with the square of the length.
const LONGEST: usize = 100;

/// The name out of `names` that is most like `name`, if any is like it at all.
pub(crate) fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    // A third of the letters may differ: one in `Fleet`, four in `CreateGameSession`.
    let allowed = (name.chars().count() / 3).max(1);
    names
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many names of one document are guessed at.
const MOST_GUESSES: usize = 100;

/// The guesses that are left for a document: each looks at every name there is, and a document may have as many
/// wrong names as right ones.
#[derive(Debug)]
pub(crate) struct Guesses(usize);

impl Default for Guesses {
    fn default() -> Self {
        Self(MOST_GUESSES)
    }
}

impl Guesses {
    /// [`did_you_mean`], as long as guesses are left.
    pub(crate) fn did_you_mean<'n>(
        &mut self,
        name: &str,
        names: impl IntoIterator<Item = &'n str>,
        otherwise: &str,
    ) -> String {
        match self.nearest(name, names) {
            Some(near) => meant(near, otherwise),
            None => otherwise.to_owned(),
        }
    }

    /// [`nearest`], as long as guesses are left.
    pub(crate) fn nearest<'n>(
        &mut self,
        name: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Option<&'n str> {
        self.0 = self.0.checked_sub(1)?;
        nearest(name, names)
    }
}

/// `did you mean X?` where something is near, and `otherwise` where nothing is.
pub fn did_you_mean<'n>(
    name: &str,
    names: impl IntoIterator<Item = &'n str>,
    otherwise: &str,
) -> String {
    match nearest(name, names) {
        Some(near) => meant(near, otherwise),
        None => otherwise.to_owned(),
    }
}

fn meant(near: &str, otherwise: &str) -> String {
    format!("did you mean `{near}`? Otherwise {otherwise}")
}

/// How much of two names is the same, in hundredths of the longer one; case does not count.
pub(crate) fn nearness(a: &str, b: &str) -> usize {
    let longer = a.chars().count().max(b.chars().count()).max(1);
    let edits = distance(a, b).min(longer);
    100 - edits * 100 / longer
}

/// How many letters must be added, removed or replaced to make `a` of `b`; case does not count.
fn distance(a: &str, b: &str) -> usize {
    if a.len() > LONGEST || b.len() > LONGEST {
        return usize::MAX;
    }
    let b: Vec<char> = b.chars().flat_map(char::to_lowercase).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.chars().flat_map(char::to_lowercase).enumerate() {
        let mut next = vec![i + 1];
        let mut before = i + 1;
        for (right, above) in b.iter().zip(row.windows(2)) {
            let [diagonal, above] = *above else { break };
            before = (diagonal + usize::from(left != *right))
                .min(above + 1)
                .min(before + 1);
            next.push(before);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits_whatever_the_case() {
        assert_eq!(distance("", ""), 0);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("Kitten", "sitting"), 3);
        assert_eq!(distance("FLEET", "fleet"), 0);
    }

    #[test]
    fn names_only_what_is_near() {
        let names = ["CreateFleet", "DeleteFleet", "ListFleets"];
        assert_eq!(nearest("CraeteFleet", names), Some("CreateFleet"));
        assert_eq!(nearest("Fly", names), None);
        assert_eq!(nearest(&"x".repeat(1000), names), None);
    }

    #[test]
    fn a_document_has_so_many_guesses() {
        let mut guesses = Guesses::default();
        let mut guess = || guesses.did_you_mean("a", ["aa"], "remove it");
        let first: Vec<_> = (0..MOST_GUESSES).map(|_| guess()).collect();
        assert!(first.iter().all(|text| text.starts_with("did you mean")));
        assert_eq!(guess(), "remove it");
    }

    #[test]
    fn ends_a_message() {
        assert_eq!(
            did_you_mean("a", ["aa"], "remove it"),
            "did you mean `aa`? Otherwise remove it"
        );
        assert_eq!(did_you_mean("a", ["zzz"], "remove it"), "remove it");
    }
}
