//! Parses template strings, which contain `{Reference}` and `{Reference#path}`, as the [specification][spec] says.
//!
//! Never here: the values to fill in.
//!
//! [spec]: https://smithy.io/2.0/additional-specs/rules-engine/specification.html#template-string

/// One part of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Literal text.
    Literal(&'a str),
    /// The value of this name, or the value at this path in it.
    Reference {
        /// The parameter or variable.
        name: &'a str,
        /// What follows the `#`.
        path: Option<&'a str>,
    },
}

/// An unbalanced brace, or a pair of braces with nothing in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Malformed;

/// The parts of a template, in order. Nothing follows a [`Malformed`].
pub(super) struct Parts<'a>(&'a str);

/// Parses a template.
pub(super) fn parts(template: &str) -> Parts<'_> {
    Parts(template)
}

impl<'a> Iterator for Parts<'a> {
    type Item = Result<Part<'a>, Malformed>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let literal = self.0.find(['{', '}']).unwrap_or(self.0.len());
        let part = if literal > 0 {
            let (text, rest) = self.0.split_at(literal);
            Some((Part::Literal(text), rest))
        } else {
            braces(self.0)
        };
        self.0 = part.map_or("", |(_, rest)| rest);
        Some(part.map(|(part, _)| part).ok_or(Malformed))
    }
}

/// The part at the start of a text that starts with a brace, and what follows it.
fn braces(text: &str) -> Option<(Part<'_>, &str)> {
    if let Some(rest) = text.strip_prefix("{{") {
        return Some((Part::Literal("{"), rest));
    }
    if let Some(rest) = text.strip_prefix("}}") {
        return Some((Part::Literal("}"), rest));
    }
    let (inner, rest) = text.strip_prefix('{')?.split_once('}')?;
    let (name, path) = match inner.split_once('#') {
        Some((name, path)) => (name, Some(path)),
        None => (inner, None),
    };
    let whole = !name.is_empty() && path != Some("") && !inner.contains('{');
    whole.then_some((Part::Reference { name, path }, rest))
}

#[cfg(test)]
mod tests {
    use super::Part::Literal;
    use super::*;

    #[track_caller]
    fn check(template: &str, expected: &[Part<'_>]) {
        let found: Result<Vec<_>, _> = parts(template).collect();
        assert_eq!(found.as_deref(), Ok(expected), "{template}");
    }

    fn reference<'a>(name: &'a str, path: Option<&'a str>) -> Part<'a> {
        Part::Reference { name, path }
    }

    #[test]
    fn text_without_braces_is_one_literal() {
        check("", &[]);
        check("a#b", &[Literal("a#b")]);
        check("größe", &[Literal("größe")]);
    }

    #[test]
    fn references_stand_between_literals() {
        check("{A}", &[reference("A", None)]);
        check(
            "x{A}ü{B#c.d[0]}",
            &[
                Literal("x"),
                reference("A", None),
                Literal("ü"),
                reference("B", Some("c.d[0]")),
            ],
        );
        check("{A}{B}", &[reference("A", None), reference("B", None)]);
    }

    #[test]
    fn doubled_braces_are_braces() {
        check("{{", &[Literal("{")]);
        check("}}", &[Literal("}")]);
        check("{{A}}", &[Literal("{"), Literal("A"), Literal("}")]);
        check(
            "{{{A}}}",
            &[Literal("{"), reference("A", None), Literal("}")],
        );
    }

    #[test]
    fn a_brace_alone_is_malformed_and_the_last() {
        for template in [
            "{", "}", "a{b", "a}b", "{}", "{#p}", "{a#}", "{a{b}", "{a}}", "{{}",
        ] {
            let found: Vec<_> = parts(template).collect();
            assert_eq!(found.last(), Some(&Err(Malformed)), "{template}");
        }
    }
}
