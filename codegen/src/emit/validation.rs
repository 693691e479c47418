//! What the front page and the README say about validation, with a failure as it prints.

use std::fmt::Write as _;

use crate::api::Api;
use crate::text::code_span;

/// A pattern of the model that cannot be said in Rust: values are not held against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UncheckedPattern {
    /// The shape, by its name in the model.
    pub shape: String,
    /// The pattern, as the model has it.
    pub pattern: String,
    /// Why.
    pub reason: String,
}

/// The part of the crate's front page.
pub(super) fn section(api: &Api) -> String {
    let mut text = format!(
        "# Validation
Right before it is written, when every interceptor has had its say, a request is held against the constraints
of the model. What is wrong with it is reported at once, as
[`SdkError::ConstructionFailure`](crate::error::SdkError), and
[`ValidationErrors::from_sdk_error`](crate::validation::ValidationErrors::from_sdk_error) gets it back typed.
[`Config`] and `customize()` set how much is checked: see [`Validation`](crate::validation::Validation). For all calls
of a client, `.validation(Validation::Off)` of its configuration switches it off. Calls that `aws-smithy-mocks`
answers are not checked, unless a level is set. Every input and structure has a `validate` method, which needs no
client.
{}",
        failure(api)
    );
    let mut unchecked = unchecked_patterns(api).peekable();
    if unchecked.peek().is_some() {
        text += "
These patterns cannot be said in Rust and are not checked:
";
        for one in unchecked {
            let pattern = code_span(&one.pattern);
            let _ = writeln!(text, "- {pattern} of `{}`: {}", one.shape, one.reason);
        }
    }
    text
}

/// The patterns that the crate cannot check, in the order of their shapes.
pub(crate) fn unchecked_patterns(api: &Api) -> impl Iterator<Item = UncheckedPattern> + '_ {
    api.shapes.iter().filter_map(|shape| {
        let pattern = shape.pattern.as_ref()?;
        let reason = pattern.regex.as_ref().err()?;
        Some(UncheckedPattern {
            shape: shape.name.clone(),
            pattern: pattern.model.unescaped().to_owned(),
            reason: reason.clone(),
        })
    })
}

/// A failure as it prints: the operation with the most required members, and none of them.
pub(super) fn failure(api: &Api) -> String {
    let missing = |index: usize| {
        let members = api.operations[index].input.members.iter();
        members.filter(|member| member.required && !member.idempotency_token)
    };
    let most = (0..api.operations.len())
        .rev()
        .max_by_key(|index| missing(*index).count());
    let Some(index) = most.filter(|index| missing(*index).next().is_some()) else {
        return String::new();
    };
    let names: Vec<_> = missing(index).map(|member| &member.wire_name).collect();
    let plural = if names.len() == 1 { "" } else { "s" };
    let mut text = format!(
        "
```text
invalid {} request ({} problem{plural}):
",
        api.operations[index].model_name,
        names.len(),
    );
    for name in names {
        let _ = writeln!(text, "  {}: required, but missing", name.line());
    }
    text + "to send it all the same: .customize().validation(Validation::Off)
```
"
}
