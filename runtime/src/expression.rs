//! Filter and sort expressions: builds the text of conditions on operands, joined by `AND`, `OR` and `NOT`, that a
//! service parses.
//!
//! The grammar (comparators, quoting, precedence) is that in the documentation of `SearchGameSessions`:
//! <https://docs.aws.amazon.com/gamelift/latest/apireference/API_SearchGameSessions.html>. A generated crate defines
//! the operands with [`operands!`](crate::operands). Building an expression reports everything that the grammar
//! cannot express. The maximum length is a constraint of the member that takes the expression, which is checked with
//! the request ([`crate::validation`]).
//! Never here: names of operands.

use std::error::Error;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Not;

/// A condition, or several joined ones.
///
/// Comparing an [`Operand`] with a value makes one; [`and`](Self::and), [`or`](Self::or) and `!` combine them, with
/// parentheses where needed. `conditions.into_iter().reduce(Filter::and)` joins a list of conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a filter does nothing until it is built and set"]
pub struct Filter {
    text: String,
    binding: Binding,
    problems: Problems,
}

/// The outermost operator of an expression, in order of precedence, the loosest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Not,
    /// A comparison, or parentheses.
    Closed,
}

impl Filter {
    /// Both conditions hold.
    pub fn and(self, other: Self) -> Self {
        self.chained(" AND ", Binding::And, other)
    }

    /// At least one of the conditions holds.
    pub fn or(self, other: Self) -> Self {
        self.chained(" OR ", Binding::Or, other)
    }

    /// The text, for the member of a request that takes a filter expression.
    ///
    /// # Errors
    /// Everything in it that the grammar cannot express.
    pub fn build(self) -> Result<String, InvalidExpression> {
        self.problems.none_or_else(self.text)
    }

    fn chained(mut self, keyword: &str, binding: Binding, mut other: Self) -> Self {
        self.enclose(binding);
        other.enclose(binding);
        self.text.push_str(keyword);
        self.text.push_str(&other.text);
        self.binding = binding;
        self.problems.extend(other.problems);
        self
    }

    /// Adds parentheses if the expression binds more loosely than `outer`.
    fn enclose(&mut self, outer: Binding) {
        if self.binding < outer {
            self.text = format!("({})", self.text);
            self.binding = Binding::Closed;
        }
    }
}

impl Not for Filter {
    type Output = Self;

    /// The condition does not hold.
    fn not(mut self) -> Self {
        self.enclose(Binding::Closed);
        self.text.insert_str(0, "NOT ");
        self.binding = Binding::Not;
        self
    }
}

/// The order of the results.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "an order does nothing until it is built and set"]
pub struct Sort {
    text: String,
    problems: Problems,
}

impl Sort {
    /// The text, for the member of a request that takes a sort expression.
    ///
    /// # Errors
    /// Everything in it that the grammar cannot express.
    pub fn build(self) -> Result<String, InvalidExpression> {
        self.problems.none_or_else(self.text)
    }
}

/// An operand to compare or sort by. Its values are strings (`str`), integers (`i64`) or Booleans (`bool`), which
/// decides how it can be compared.
#[must_use = "an operand is compared, or sorted by"]
pub struct Operand<Value: ?Sized> {
    name: String,
    problems: Problems,
    values: PhantomData<fn(&Value)>,
}

impl<Value: ?Sized> Operand<Value> {
    /// The operand with this name, which is written as it is.
    #[doc(hidden)]
    pub fn new(name: &'static str) -> Self {
        Self {
            name: name.to_owned(),
            problems: Problems::default(),
            values: PhantomData,
        }
    }

    /// The value of the operand at a key. Keys cannot be quoted, so a key must be a single word; a period would begin
    /// another key.
    #[doc(hidden)]
    pub fn at(mut self, key: &str) -> Self {
        let is_of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let fault = match key.chars().find(|c| !is_of_key(*c)) {
            Some(other) => Some(format!("a key with {other:?} in it")),
            None => key.is_empty().then(|| "an empty key".to_owned()),
        };
        if let Some(fault) = fault {
            let fix = "use ASCII letters, digits, `_` and `-`";
            self.problems.add(&self.name, &fault, fix);
        }
        self.name = format!("{}.{key}", self.name);
        self
    }

    /// Ascending.
    pub fn asc(self) -> Sort {
        self.sorted("ASC")
    }

    /// Descending.
    pub fn desc(self) -> Sort {
        self.sorted("DESC")
    }

    fn sorted(self, order: &str) -> Sort {
        Sort {
            text: format!("{} {order}", self.name),
            problems: self.problems,
        }
    }

    fn compared(self, comparator: &str, value: &dyn fmt::Display) -> Filter {
        Filter {
            text: format!("{} {comparator} {value}", self.name),
            binding: Binding::Closed,
            problems: self.problems,
        }
    }
}

impl Operand<str> {
    /// Equal to this string, case-sensitive.
    pub fn eq(self, text: impl AsRef<str>) -> Filter {
        self.quoted("=", text.as_ref())
    }

    /// Not equal to this string, case-sensitive.
    pub fn ne(self, text: impl AsRef<str>) -> Filter {
        self.quoted("<>", text.as_ref())
    }

    fn quoted(mut self, comparator: &str, text: &str) -> Filter {
        if let Some(control) = text.chars().find(|c| c.is_control()) {
            // The text may be a secret, the one character is none.
            let fault = format!("a text with {control:?} in it");
            let fix = "leave out control characters";
            self.problems.add(&self.name, &fault, fix);
        }
        self.compared(comparator, &format_args!("'{}'", escaped(text)))
    }
}

/// Escapes a string for single quotes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\'' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

impl Operand<i64> {
    /// Equal to this number.
    pub fn eq(self, number: i64) -> Filter {
        self.compared("=", &number)
    }

    /// Not equal to this number.
    pub fn ne(self, number: i64) -> Filter {
        self.compared("<>", &number)
    }

    /// Less than this number.
    pub fn lt(self, number: i64) -> Filter {
        self.compared("<", &number)
    }

    /// Less than or equal to this number.
    pub fn le(self, number: i64) -> Filter {
        self.compared("<=", &number)
    }

    /// Greater than this number.
    pub fn gt(self, number: i64) -> Filter {
        self.compared(">", &number)
    }

    /// Greater than or equal to this number.
    pub fn ge(self, number: i64) -> Filter {
        self.compared(">=", &number)
    }
}

impl Operand<bool> {
    /// Equal to this value.
    pub fn eq(self, truth: bool) -> Filter {
        self.compared("=", &truth)
    }

    /// Not equal to this value.
    pub fn ne(self, truth: bool) -> Filter {
        self.compared("<>", &truth)
    }
}

impl<Value: ?Sized> Clone for Operand<Value> {
    fn clone(&self) -> Self {
        Self {
            name: self.name.clone(),
            problems: self.problems.clone(),
            values: PhantomData,
        }
    }
}

impl<Value: ?Sized> fmt::Debug for Operand<Value> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Operand").field(&self.name).finish()
    }
}

/// What an expression cannot express, each problem once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Problems(Vec<String>);

impl Problems {
    fn add(&mut self, operand: &str, fault: &str, fix: &str) {
        self.0
            .push(format!("{operand}: {fault} cannot be said; {fix}"));
    }

    fn extend(&mut self, others: Self) {
        for problem in others.0 {
            if !self.0.contains(&problem) {
                self.0.push(problem);
            }
        }
    }

    fn none_or_else(self, text: String) -> Result<String, InvalidExpression> {
        if self.0.is_empty() {
            return Ok(text);
        }
        Err(InvalidExpression { problems: self.0 })
    }
}

/// An expression has parts that its grammar cannot express.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidExpression {
    problems: Vec<String>,
}

impl InvalidExpression {
    /// All problems, one per line: the operand, what is wrong, and what to do. Values are not shown.
    pub fn problems(&self) -> impl Iterator<Item = &str> {
        self.problems.iter().map(String::as_str)
    }
}

impl fmt::Display for InvalidExpression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.problems.len();
        let plural = if count == 1 { "" } else { "s" };
        write!(f, "invalid expression ({count} problem{plural}):")?;
        self.problems()
            .try_for_each(|problem| write!(f, "\n  {problem}"))
    }
}

impl Error for InvalidExpression {}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(name: &'static str) -> Filter {
        Operand::<i64>::new(name).eq(1)
    }

    fn text(name: &'static str) -> Operand<str> {
        Operand::new(name)
    }

    #[track_caller]
    fn check(filter: Filter, expected: &str) {
        assert_eq!(filter.build().as_deref(), Ok(expected));
    }

    #[test]
    fn comparators() {
        check(text("a").eq("x"), "a = 'x'");
        check(text("a").ne("x"), "a <> 'x'");
        let number = || Operand::<i64>::new("a");
        check(number().eq(1), "a = 1");
        check(number().ne(-1), "a <> -1");
        check(number().lt(1), "a < 1");
        check(number().le(1), "a <= 1");
        check(number().gt(1), "a > 1");
        check(number().ge(i64::MAX), "a >= 9223372036854775807");
        let truth = || Operand::<bool>::new("a");
        check(truth().eq(true), "a = true");
        check(truth().ne(false), "a <> false");
    }

    #[test]
    fn parentheses_stand_where_they_are_needed() {
        let [a, b, c] = ["a", "b", "c"].map(|name| move || number(name));
        check(a().and(b()).and(c()), "a = 1 AND b = 1 AND c = 1");
        check(a().and(b().and(c())), "a = 1 AND b = 1 AND c = 1");
        check(a().and(b()).or(c()), "a = 1 AND b = 1 OR c = 1");
        check(a().or(b()).and(c()), "(a = 1 OR b = 1) AND c = 1");
        check(a().and(b().or(c())), "a = 1 AND (b = 1 OR c = 1)");
        check(a().and(b()).and(!c()), "a = 1 AND b = 1 AND NOT c = 1");
        check(!a().or(b()), "NOT (a = 1 OR b = 1)");
        check((!a()).or(b()), "NOT a = 1 OR b = 1");
        check(!!a(), "NOT (NOT a = 1)");
        let all = [a(), b().or(c()), c()].into_iter().reduce(Filter::and);
        check(all.expect("three"), "a = 1 AND (b = 1 OR c = 1) AND c = 1");
    }

    /// The first is the example of the service's documentation, less the escapes of JSON.
    #[test]
    fn quotes_and_backslashes_are_escaped() {
        let name = text("gameSessionName");
        check(
            name.eq("Matt's Awesome Game 1"),
            r"gameSessionName = 'Matt\'s Awesome Game 1'",
        );
        check(text("a").eq(r"\"), r"a = '\\'");
        check(text("a").eq(r"\' OR a <> '"), r"a = '\\\' OR a <> \''");
        check(text("a").eq(""), "a = ''");
        check(text("a").eq("\u{e9} \"(AND)\""), "a = '\u{e9} \"(AND)\"'");
    }

    #[test]
    fn keys_follow_the_operand() {
        check(text("p").at("map_2-b").eq("x"), "p.map_2-b = 'x'");
        for key in ["", "a.b", "a b", "a'", "a=1", "(a", "\u{e9}", "a\0"] {
            let error = text("p").at(key).eq("x").build().expect_err(key);
            let [problem] = error.problems().collect::<Vec<_>>()[..] else {
                panic!("{error}");
            };
            assert!(problem.starts_with("p: a"), "{problem}");
            assert!(text("p").at(key).asc().build().is_err(), "{key}");
        }
    }

    #[test]
    fn all_problems_are_told_once_and_no_text_is() {
        let secret = || text("p").at("a").eq("secret\n");
        let filter = text("p").at("x.y").eq("z").or(!secret()).and(secret());
        let error = filter.build().expect_err("two problems").to_string();
        assert_eq!(
            error,
            "invalid expression (2 problems):\n  \
             p: a key with '.' in it cannot be said; use ASCII letters, digits, `_` and `-`\n  \
             p.a: a text with '\\n' in it cannot be said; leave out control characters"
        );
    }

    #[test]
    fn orders() {
        let order = Operand::<i64>::new("a").asc();
        assert_eq!(order.build().as_deref(), Ok("a ASC"));
        let order = text("p").at("k").desc();
        assert_eq!(order.build().as_deref(), Ok("p.k DESC"));
    }
}
