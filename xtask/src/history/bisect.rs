//! Finds where a sequence changes, by looking at as few of its items as possible.
//!
//! Never here: what the things are.

use std::collections::BTreeMap;

/// What was looked at, by its place in the row.
pub(super) type Seen<T> = BTreeMap<usize, T>;

/// Looks at both ends of a row and, where they differ, at what is between: half, and half of the half, until
/// what differs stands side by side. Between two places that are the same, nothing is looked at.
///
/// Afterwards, of what has been seen, two in a row that differ stand side by side.
pub(super) fn bisect<T, E>(
    length: usize,
    look: &mut impl FnMut(usize) -> Result<T, E>,
    is_same: &impl Fn(&T, &T) -> bool,
) -> Result<Seen<T>, E> {
    let mut seen = Seen::new();
    let Some(last) = length.checked_sub(1) else {
        return Ok(seen);
    };
    seen.insert(0, look(0)?);
    if last > 0 {
        seen.insert(last, look(last)?);
    }
    // The newer half waits while the older one is looked at.
    let mut open = vec![(0, last)];
    while let Some((first, last)) = open.pop() {
        let same = match (seen.get(&first), seen.get(&last)) {
            (Some(first), Some(last)) => is_same(first, last),
            _ => true,
        };
        let middle = usize::midpoint(first, last);
        if same || middle == first {
            continue;
        }
        seen.insert(middle, look(middle)?);
        open.push((middle, last));
        open.push((first, middle));
    }
    Ok(seen)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    /// Bisects a row of letters: which are found to differ from what was before, and how many are looked at.
    #[track_caller]
    fn check(row: &str, expected: &[usize], most: usize) {
        let row: Vec<char> = row.chars().collect();
        let mut looks = 0;
        let seen = bisect(
            row.len(),
            &mut |at| {
                looks += 1;
                Ok::<_, Infallible>(row[at])
            },
            &|a, b| a == b,
        );
        let seen: Vec<_> = seen.unwrap_or_default().into_iter().collect();
        let changes = seen.windows(2).filter(|pair| pair[0].1 != pair[1].1);
        let changes: Vec<_> = changes.map(|pair| pair[1].0).collect();
        assert_eq!(changes, expected);
        assert!(looks <= most, "looked {looks} times");
        assert_eq!(looks, seen.len(), "never twice");
    }

    #[test]
    fn every_change_is_found() {
        check("", &[], 0);
        check("a", &[], 1);
        check("aa", &[], 2);
        check("ab", &[1], 2);
        check("abcd", &[1, 2, 3], 4);
        check("aaaaaaaaaaaaaaaab", &[16], 6);
        check("abbbbbbbbbbbbbbbb", &[1], 6);
        check("aaaabbbbccccdddd", &[4, 8, 12], 14);
    }

    #[test]
    fn nothing_is_looked_at_between_two_that_are_the_same() {
        check(&"a".repeat(1000), &[], 2);
        check(&("a".repeat(700) + &"b".repeat(300)), &[700], 12);
        // What comes and goes again in between is not seen, which the help says.
        check("aba", &[], 2);
    }
}
