//! Compares regular expressions as text: does one have all alternatives of the other?
//!
//! That says less than automata do, and says it of lookarounds and backreferences too: a text in which something
//! is found that an expression describes is one in which `that|or this` is found.
//!
//! Never here: what the alternatives mean ([`super::patterns`]).

/// Whether each alternative of `was` is one of `is`, which may ask for fewer anchors at its ends. `false` where
/// that cannot be said.
pub(super) fn all_of(was: &str, is: &str) -> bool {
    // Anchors at the ends of the whole stand for nothing: botocore strips them.
    holds(was, is) || holds(unanchored(was), unanchored(is))
}

/// A pattern without the anchors at its ends.
pub(super) fn unanchored(pattern: &str) -> &str {
    let pattern = pattern.strip_prefix('^').unwrap_or(pattern);
    match pattern.strip_suffix('$') {
        // `\$` is a dollar sign.
        Some(rest) if !rest.ends_with('\\') => rest,
        _ => pattern,
    }
}

fn holds(was: &str, is: &str) -> bool {
    let (Some(before), Some(after)) = (Alternatives::of(was), Alternatives::of(is)) else {
        return false;
    };
    // A number means another group where groups come before it, or one where it was a character.
    if before.has_backreferences
        && !(after.list.starts_with(&before.list) && after.adds_none(&before))
    {
        return false;
    }
    let mut each = before.list.iter();
    each.all(|one| after.list.contains(one) || after.list.contains(&unanchored(one)))
}

/// An expression, taken apart at its outermost `|`.
struct Alternatives<'p> {
    list: Vec<&'p str>,
    /// How many groups it captures.
    groups: usize,
    has_backreferences: bool,
}

impl<'p> Alternatives<'p> {
    /// `None` where parentheses or brackets do not match.
    fn of(pattern: &'p str) -> Option<Self> {
        let (mut list, mut begin) = (Vec::new(), 0);
        let (mut depth, mut groups, mut has_backreferences) = (0_usize, 0, false);
        let mut in_class = false;
        let mut rest = pattern.char_indices();
        while let Some((at, character)) = rest.next() {
            match character {
                '\\' => {
                    let (_, escaped) = rest.next()?;
                    has_backreferences |= !in_class && matches!(escaped, '1'..='9' | 'k');
                }
                ']' => in_class = false,
                _ if in_class => {}
                '[' => in_class = true,
                '(' => {
                    depth += 1;
                    let inside = &pattern[at + 1..];
                    let is_named = inside.starts_with("?<")
                        && !inside.starts_with("?<=")
                        && !inside.starts_with("?<!");
                    groups += usize::from(is_named || !inside.starts_with('?'));
                }
                ')' => depth = depth.checked_sub(1)?,
                '|' if depth == 0 => {
                    list.push(&pattern[begin..at]);
                    begin = at + 1;
                }
                _ => {}
            }
        }
        list.push(&pattern[begin..]);
        (depth == 0 && !in_class).then_some(Self {
            list,
            groups,
            has_backreferences,
        })
    }

    fn adds_none(&self, before: &Self) -> bool {
        self.groups == before.groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_stand_outside_of_groups_classes_and_escapes() {
        let of = |pattern| Alternatives::of(pattern).map(|one| one.list);
        assert_eq!(
            of(r"a|(b|c)|[|)]|\|d|"),
            Some(vec!["a", "(b|c)", "[|)]", r"\|d", ""])
        );
        for broken in ["(a", "a)", "[a", "a\\"] {
            assert_eq!(of(broken), None, "{broken}");
        }
    }

    #[test]
    fn a_group_that_moves_another_is_no_mere_alternative() {
        assert!(all_of(r"(a)\1", r"(a)\1|x"));
        assert!(!all_of(r"(a)\1", r"(x)|(a)\1"));
        assert!(!all_of(r"(a)\2", r"(a)\2|(x)"));
        assert!(!all_of("a|b", "a|c"));
        // Fewer anchors accept more, and more of them less.
        assert!(all_of("b|^a$|c", "c|a|b"));
        assert!(!all_of("b|a|c", "c|^a$|b"));
    }
}
