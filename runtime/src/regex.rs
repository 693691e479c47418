//! Regular expressions, which only say whether they match somewhere in a string.
//!
//! They are lazy DFAs. `regex-lite` compiles faster, but takes 30 times as long to match: validating a request would
//! cost several times what writing it costs.
//! Never here: where expressions come from.

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};

use regex_automata::Input;
use regex_automata::hybrid::dfa::{Builder, Cache, Config, DFA};
use regex_automata::nfa::thompson;
use regex_automata::util::pool::Pool;
use regex_automata::util::syntax;

/// The memory that an expression may take, in bytes: the limit of the crate `regex`, with which the generator checks
/// that patterns compile.
const SIZE_LIMIT: usize = 10 << 20;

/// The characters that an expression is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Characters {
    /// Unicode scalar values; there is no `\d` or `\w`.
    Unicode,
    /// ASCII, and so are `\d` and `\w`.
    Ascii,
}

/// A compiled expression.
pub(crate) struct Regex {
    dfa: DFA,
    caches: Pool<Cache, NewCache>,
}

type NewCache = Box<dyn Fn() -> Cache + Send + Sync + UnwindSafe + RefUnwindSafe>;

impl Regex {
    /// Compiles an expression; `None` if it is invalid or too large.
    pub(crate) fn new(text: &str, characters: Characters) -> Option<Self> {
        let is_unicode = characters == Characters::Unicode;
        let dfa = Builder::new()
            .configure(Config::new().skip_cache_capacity_check(true))
            .syntax(syntax::Config::new().unicode(is_unicode).utf8(is_unicode))
            .thompson(thompson::Config::new().nfa_size_limit(Some(SIZE_LIMIT)))
            .build(text)
            .ok()?;
        let shared = dfa.clone();
        let new: NewCache = Box::new(move || shared.create_cache());
        let caches = Pool::new(new);
        Some(Self { dfa, caches })
    }

    /// Whether it matches somewhere in `text`.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let input = Input::new(text).earliest(true);
        let found = self.dfa.try_search_fwd(&mut self.caches.get(), &input);
        // Neither of the reasons for an error is configured: bytes to stop at, and a limit to give up at.
        found.is_ok_and(|found| found.is_some())
    }
}

impl fmt::Debug for Regex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Regex")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(regex: &str, characters: Characters, matching: &[&str], other: &[&str]) {
        let compiled = Regex::new(regex, characters).expect(regex);
        for text in matching {
            assert!(compiled.is_match(text), "{regex}: {text:?}");
        }
        for text in other {
            assert!(!compiled.is_match(text), "{regex}: {text:?}");
        }
    }

    #[test]
    fn is_searched_for() {
        check("b+", Characters::Unicode, &["abc", "b"], &["ac", ""]);
        check("^b+$", Characters::Unicode, &["bb"], &["abc", "b\n"]);
        check("$|^s3://", Characters::Unicode, &["", "x"], &[]);
        check(
            r"(?-u:\b)id(?-u:\b)",
            Characters::Unicode,
            &["an id", "\u{E9}id"],
            &["hide"],
        );
    }

    #[test]
    fn characters_are_scalar_values_or_ascii() {
        let dot = "^[^\\u{A}]$";
        check(
            dot,
            Characters::Unicode,
            &["a", "\u{1F3AE}"],
            &["", "aa", "\n"],
        );
        check(
            r"^a\-\w+\-\d$",
            Characters::Ascii,
            &["a-b_c-1"],
            &["a-\u{E9}-1", "a-b-\u{661}"],
        );
    }

    #[test]
    fn not_everything_is_an_expression() {
        for text in ["(", "*", "a{1000000}{1000000}"] {
            assert!(Regex::new(text, Characters::Unicode).is_none(), "{text}");
        }
    }
}
