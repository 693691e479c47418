//! Signatures as the lines of `api.txt` have them: `(self, input: impl Into<String>) -> Self`.
//!
//! Never here: what the names in them stand for.

/// What a function takes and gives.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Signature<'t> {
    /// `&` or nothing before `self`; `None` for a function that is no method.
    pub(super) receiver: Option<&'t str>,
    /// The parameters after it.
    pub(super) parameters: Vec<Parameter<'t>>,
    /// The type that it returns, if the line says so.
    pub(super) returned: Option<&'t str>,
}

/// A parameter, by its type.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Parameter<'t> {
    /// `impl Into` of the type.
    Into(&'t str),
    /// The type.
    Of(&'t str),
}

impl<'t> Signature<'t> {
    /// Reads what follows the path of a function.
    pub(super) fn read(text: &'t str) -> Self {
        let Some((parameters, rest)) = text.strip_prefix('(').and_then(in_brackets) else {
            return Self::default();
        };
        let mut signature = Self {
            returned: rest.strip_prefix(" -> "),
            ..Self::default()
        };
        for parameter in at_top_level(parameters, ',').map(str::trim) {
            match parameter.strip_suffix("self") {
                Some(reference) => signature.receiver = Some(reference),
                None if parameter.is_empty() => {}
                None => signature.parameters.push(Parameter::read(parameter)),
            }
        }
        signature
    }
}

impl<'t> Parameter<'t> {
    /// Reads `input: impl Into<String>`, or a type alone.
    fn read(text: &'t str) -> Self {
        // Paths have no space behind their colons.
        let ty = text.split_once(": ").map_or(text, |(_, ty)| ty);
        let into = ty.strip_prefix("impl Into<");
        match into.and_then(|ty| ty.strip_suffix('>')) {
            Some(ty) => Self::Into(ty),
            None => Self::Of(ty),
        }
    }
}

/// What stands before the bracket that closes one that was opened, and what stands after it.
fn in_brackets(text: &str) -> Option<(&str, &str)> {
    let parameters = at_top_level(text, ')').next()?;
    let rest = text.get(parameters.len()..)?.strip_prefix(')')?;
    Some((parameters, rest))
}

/// The parts between those separators that stand in no brackets.
fn at_top_level(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    text.split(move |character| {
        let separates = depth == 0 && character == separator;
        match character {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        separates
    })
}

/// A type with its paths replaced by what `replace` gives for them, where it gives something.
pub(super) fn qualified(ty: &str, mut replace: impl FnMut(&str) -> Option<String>) -> String {
    let is_of_path =
        |character: char| character.is_alphanumeric() || character == '_' || character == ':';
    let mut text = String::with_capacity(ty.len());
    let mut rest = ty;
    while let Some(start) = rest.find(is_of_path) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|character| !is_of_path(character));
        let (path, after) = from.split_at(end.unwrap_or(from.len()));
        text.push_str(before);
        text.push_str(&replace(path).unwrap_or_else(|| path.to_owned()));
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_api_txt_are_read() {
        let text = "(self, key: impl Into<String>, value: (i32, crate::types::Food)) -> Self";
        let value = Parameter::Of("(i32, crate::types::Food)");
        let expected = Signature {
            receiver: Some(""),
            parameters: vec![Parameter::Into("String"), value],
            returned: Some("Self"),
        };
        assert_eq!(Signature::read(text), expected);
        let text = "(&self, std::collections::HashMap<String, i32>)";
        let expected = Signature {
            receiver: Some("&"),
            parameters: vec![Parameter::Of("std::collections::HashMap<String, i32>")],
            returned: None,
        };
        assert_eq!(Signature::read(text), expected);
        let expected = Signature {
            returned: Some("FoodBuilder"),
            ..Signature::default()
        };
        assert_eq!(Signature::read("() -> FoodBuilder"), expected);
        assert_eq!(Signature::read("(open"), Signature::default());
    }

    #[test]
    fn paths_in_types_are_replaced() {
        let replace = |path: &str| Some(format!("zoo::{}", path.strip_prefix("crate::")?));
        let ty = "Option<&[std::collections::HashMap<String, crate::types::Food>]>";
        assert_eq!(
            qualified(ty, replace),
            "Option<&[std::collections::HashMap<String, zoo::types::Food>]>"
        );
    }
}
