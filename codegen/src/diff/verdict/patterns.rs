//! Decides whether one regular expression accepts everything that another one accepts.
//!
//! Both run side by side over every text at once, state by state (a product of automata). That is bounded: where
//! it takes too long, or a pattern has no translation, nothing is said.
//!
//! Never here: what follows from it for callers.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, Config, DFA};
use regex_automata::nfa::thompson;
use regex_automata::util::start;
use regex_automata::{Anchored, MatchKind};

use super::alternatives::{self, unanchored};
use crate::lower::patterns::translate;

/// How many pairs of states are looked at.
const MOST_PAIRS: usize = 5_000;

/// How much memory one automaton may take, in bytes.
const MOST_MEMORY: usize = 4 << 20;

/// How much longer than a pattern its program may be, in bytes: `(a{99}){99}`.
const MOST_PROGRAM: usize = 1 << 20;

/// What a pattern accepts of what another one did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Accepted {
    /// The same.
    Same,
    /// All of it, and more.
    More,
    /// Perhaps less.
    Unknown,
}

/// What was found out of pairs of patterns: one stands at many members.
#[derive(Default)]
pub(super) struct Known(RefCell<BTreeMap<(String, String), Accepted>>);

impl Known {
    /// Like [`compare`].
    pub(super) fn compare(&self, was: &str, is: &str) -> Accepted {
        let pair = (was.to_owned(), is.to_owned());
        let mut known = self.0.borrow_mut();
        *known.entry(pair).or_insert_with(|| compare(was, is))
    }
}

/// Compares two patterns. Where the anchors at the ends stand decides nothing: botocore strips them, and
/// sometimes wrongly. So one accepts what the other does only if it does so for a whole text, and for a part of
/// one as well.
fn compare(was: &str, is: &str) -> Accepted {
    if unanchored(was) == unanchored(is) {
        return Accepted::Same;
    }
    let automata = Pattern::new(was).zip(Pattern::new(is));
    match automata {
        Some((was, is)) if is.accepts_all_of(&was) => {
            if was.accepts_all_of(&is) {
                Accepted::Same
            } else {
                Accepted::More
            }
        }
        // An alternative takes nothing away, whatever no automaton knows is in the others.
        _ if alternatives::all_of(was, is) => Accepted::More,
        _ => Accepted::Unknown,
    }
}

/// A pattern, as the crate `regex` has it.
struct Pattern {
    /// As the model has it.
    own: String,
    /// Without the anchors at its ends.
    unanchored: String,
    /// Whether it looks at what is around a place in a text, even so.
    looks_around: bool,
}

impl Pattern {
    /// `None` where it has no translation.
    fn new(pattern: &str) -> Option<Self> {
        let stripped = translate(unanchored(pattern)).ok()?;
        let syntax = regex_syntax::parse(&stripped).ok()?;
        Some(Self {
            own: translate(pattern).ok()?,
            looks_around: !syntax.properties().look_set().is_empty(),
            unanchored: stripped,
        })
    }

    fn accepts_all_of(&self, was: &Self) -> bool {
        let accepts = |reading: &str, was: &str, is: &str| {
            let automaton = |pattern: &str| Automaton::new(&reading.replace("{}", pattern));
            let automata = automaton(was).zip(automaton(is));
            automata.is_some_and(|(was, is)| is_included(was, is).unwrap_or(false))
        };
        // Whatever matches a whole text matches a part of a longer one, unless it looks around.
        accepts(WHOLE, &was.unanchored, &self.unanchored)
            && (!(self.looks_around || was.looks_around)
                || accepts(PART, &was.own, &self.own)
                || accepts(PART, &was.unanchored, &self.unanchored))
    }
}

/// A pattern that a whole text has to match.
const WHOLE: &str = r"\A(?:{})\z";

/// A pattern that a part of a text has to match.
const PART: &str = r"\A(?s:.)*(?:{})(?s:.)*\z";

/// An automaton that is made as far as it is walked.
struct Automaton {
    dfa: DFA,
    cache: Cache,
}

impl Automaton {
    /// `None` where the pattern is too large.
    fn new(pattern: &str) -> Option<Self> {
        let config = Config::new()
            .match_kind(MatchKind::All)
            .cache_capacity(MOST_MEMORY)
            // A state that is forgotten would be taken for another one.
            .minimum_cache_clear_count(Some(0));
        let program = thompson::Config::new().nfa_size_limit(Some(MOST_PROGRAM));
        let mut builder = DFA::builder();
        let dfa = builder.configure(config).thompson(program).build(pattern);
        let dfa = dfa.ok()?;
        let cache = dfa.create_cache();
        Some(Self { dfa, cache })
    }

    fn start(&mut self) -> Option<LazyStateID> {
        let config = start::Config::new().anchored(Anchored::Yes);
        self.dfa.start_state(&mut self.cache, &config).ok()
    }

    fn next(&mut self, state: LazyStateID, byte: u8) -> Option<LazyStateID> {
        let next = self.dfa.next_state(&mut self.cache, state, byte).ok();
        next.filter(|next| !next.is_quit())
    }

    /// Whether a text that leads to a state is accepted.
    fn accepts(&mut self, state: LazyStateID) -> Option<bool> {
        let end = self.dfa.next_eoi_state(&mut self.cache, state).ok()?;
        Some(end.is_match())
    }
}

/// Whether every text that `was` accepts is accepted by `is`; `None` where that cannot be said.
fn is_included(mut was: Automaton, mut is: Automaton) -> Option<bool> {
    let bytes = bytes(&was, &is);
    let start = (was.start()?, is.start()?);
    let mut seen = HashSet::from([start]);
    let mut open = VecDeque::from([start]);
    while let Some((before, after)) = open.pop_front() {
        if was.accepts(before)? && !is.accepts(after)? {
            return Some(false);
        }
        for byte in &bytes {
            let next = (was.next(before, *byte)?, is.next(after, *byte)?);
            // Nothing that goes on like this is accepted by the first.
            if next.0.is_dead() || !seen.insert(next) {
                continue;
            }
            if seen.len() > MOST_PAIRS {
                return None;
            }
            open.push_back(next);
        }
    }
    Some(true)
}

/// A byte of each kind that either automaton tells from others.
fn bytes(was: &Automaton, is: &Automaton) -> Vec<u8> {
    let (was, is) = (was.dfa.byte_classes(), is.dfa.byte_classes());
    let mut kinds = BTreeSet::new();
    let all = 0..=u8::MAX;
    all.filter(|byte| kinds.insert((was.get(*byte), is.get(*byte))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expected: Accepted, pairs: &[(&str, &str)]) {
        for (was, is) in pairs {
            assert_eq!(compare(was, is), expected, "{was} -> {is}");
        }
    }

    #[test]
    fn anchors_at_the_ends_decide_nothing() {
        check(
            Accepted::Same,
            &[("^a$", "a"), ("^$|^b$", "$|^b"), ("a", "^a")],
        );
        check(Accepted::Unknown, &[("^a$", "b"), (r"a\$", "a")]);
    }

    #[test]
    fn an_alternative_a_wider_class_or_a_larger_number_accepts_more() {
        let pairs = [
            ("A", "A|B"),
            ("^A$", "^(A|B)$"),
            ("^(x|y)-[0-9]+$", "^(x|y|zed)-[0-9]+$"),
            ("[a-z]+", "[a-zA-Z]+"),
            (r"[a-zA-Z0-9_]+", r"[\w-]+"),
            ("a{1,5}", "a{1,9}"),
            ("a{2}", "a*"),
            ("ab?c", "ab*c"),
            (r"\d{4}", r"\w{4}"),
            (r"[\u0020-\uD7FF]*", r"[\s\S]*"),
            (
                r"^[a-zA-Z0-9-]{1,128}$|^arn:.*:x$",
                r"^[a-zA-Z0-9-]{1,128}$|^arn:.*:[xy]$",
            ),
        ];
        check(Accepted::More, &pairs);
        check(Accepted::Unknown, &pairs.map(|(was, is)| (is, was)));
    }

    #[test]
    fn what_is_written_otherwise_is_the_same() {
        check(
            Accepted::Same,
            &[
                ("[0-9]", r"\d"),
                ("a|b|c", "[a-c]"),
                ("(?:ab)+", "ab(ab)*"),
                ("aa*", "a+"),
                ("^x$|^y$", "^(x|y)$"),
            ],
        );
    }

    #[test]
    fn an_alternative_accepts_more_beside_what_no_automaton_knows() {
        check(
            Accepted::More,
            &[
                (r"(a)\1", r"(a)\1|x"),
                ("(?!a)[a-z]+", "(?!a)[a-z]+|9"),
                ("(?=a)b", "(?=a)b|c"),
                ("(?!a)b", "9|(?!a)b"),
                ("^(?!a)b$", "^(?!a)b$|^c$"),
                ("[ab]*a[ab]{24}", "[ab]*a[ab]{24}|c"),
            ],
        );
    }

    #[test]
    fn what_cannot_be_decided_may_be_refused() {
        check(
            Accepted::Unknown,
            &[
                // Searched for, both find an `a`; as whole texts they are not the same.
                ("a{1,5}", "a{1,3}"),
                ("a|b", "b|c"),
                ("(a", "(a|b"),
                ("(a|b){9000}", "(a|b|c){9000}"),
                ("[ab]*a[ab]{24}", "[ab]*b[ab]{24}|c"),
                ("(?!a)[a-z]+|9", "(?!a)[a-z]+"),
                (r"(a)\1|x", r"(a)\1"),
            ],
        );
    }
}
