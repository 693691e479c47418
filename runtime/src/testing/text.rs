//! [`Language`]: finds strings that match a pattern and have an allowed length.
//!
//! A pattern becomes a table of states, which says for every length whether there is such a string, so that nothing is
//! guessed. Only ASCII is tried.
//! Never here: shapes.

use std::collections::HashMap;

use fastrand::Rng;
use regex_automata::Input;
use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};

/// The most readable characters, which are tried first.
const PREFERRED: &str = "abcdefghijklmnopqrstuvwxyz0123456789";

/// The characters that are tried if none of those match.
const OTHERS: &str = "-_./:ABCDEFGHIJKLMNOPQRSTUVWXYZ#@+=,;*!?()[]{}<>%&$'\"|~^`\\ ";

/// The maximum number of states of a pattern. The largest pattern of a real service has about 5,000.
const MOST_STATES: usize = 20_000;

/// The memory for the states of a pattern, in bytes. Beyond that they would be dropped and computed again.
const CACHE: usize = 64 << 20;

/// How many characters longer than necessary a string may be.
const LONGER: usize = 160;

/// The strings that a pattern matches.
pub(super) struct Language {
    alphabet: Vec<char>,
    /// The number of preferred characters at the start of `alphabet`.
    preferred: usize,
    /// The next state of each state, by the index of the character in the alphabet.
    next: Vec<Vec<usize>>,
    /// Whether a string that ends in the state matches.
    accepts: Vec<bool>,
}

impl Language {
    /// The language of a regular expression; `None` if it is invalid or has too many states.
    pub(super) fn of(regex: &str) -> Option<Self> {
        let dfa = DFA::builder()
            .configure(DFA::config().cache_capacity(CACHE))
            .build(regex)
            .ok()?;
        let mut cache = dfa.create_cache();
        let start = dfa.start_state_forward(&mut cache, &Input::new("")).ok()?;
        States {
            dfa,
            cache,
            numbers: HashMap::from([(start, 0)]),
            found: vec![start],
        }
        .language()
    }

    /// A string of at least `least` and at most `most` characters.
    pub(super) fn text(&self, least: usize, most: usize, rng: &mut Rng) -> Option<String> {
        let most = most.min(least.saturating_add(LONGER));
        // For each number of characters left, the states from which a string can match.
        let mut reaches = vec![self.accepts.clone()];
        while reaches.len() <= most {
            let after = reaches.last()?;
            let before = self.next.iter();
            let before = before.map(|next| next.iter().any(|state| after[*state]));
            reaches.push(before.collect());
        }
        let possible = (least..=most).filter(|length| reaches[*length][0]);
        let possible: Vec<_> = possible.collect();
        // Neither the shortest, often a single character, nor the longest.
        let length = *possible.get(possible.len().saturating_sub(1).min(11))?;
        let mut text = String::with_capacity(length);
        let mut state = 0;
        for left in (0..length).rev() {
            let goes_on = |at: &usize| reaches[left][self.next[state][*at]];
            let preferred: Vec<_> = (0..self.preferred).filter(goes_on).collect();
            let at = if preferred.is_empty() {
                (self.preferred..self.alphabet.len()).find(goes_on)?
            } else {
                preferred[rng.usize(..preferred.len())]
            };
            text.push(self.alphabet[at]);
            state = self.next[state][at];
        }
        Some(text)
    }
}

/// The states of a pattern found so far.
struct States {
    dfa: DFA,
    cache: Cache,
    numbers: HashMap<LazyStateID, usize>,
    found: Vec<LazyStateID>,
}

impl States {
    fn language(mut self) -> Option<Language> {
        let alphabet: Vec<char> = PREFERRED.chars().chain(OTHERS.chars()).collect();
        let (mut next, mut accepts) = (Vec::new(), Vec::new());
        while let Some(&state) = self.found.get(next.len()) {
            if self.found.len() > MOST_STATES || self.cache.clear_count() > 0 {
                return None;
            }
            // After the end of a match, any string matches.
            let stays = state.is_match() || state.is_dead();
            let mut row = Vec::with_capacity(alphabet.len());
            for character in &alphabet {
                row.push(if stays {
                    next.len()
                } else {
                    self.after(state, u8::try_from(*character).ok()?)?
                });
            }
            let ends = !state.is_dead() && self.ends_well(state)?;
            accepts.push(state.is_match() || ends);
            next.push(row);
        }
        Some(Language {
            alphabet,
            preferred: PREFERRED.len(),
            next,
            accepts,
        })
    }

    fn after(&mut self, state: LazyStateID, byte: u8) -> Option<usize> {
        let next = self.dfa.next_state(&mut self.cache, state, byte).ok()?;
        let new = self.found.len();
        let number = *self.numbers.entry(next).or_insert(new);
        if number == new {
            self.found.push(next);
        }
        Some(number)
    }

    fn ends_well(&mut self, state: LazyStateID) -> Option<bool> {
        let end = self.dfa.next_eoi_state(&mut self.cache, state).ok()?;
        Some(end.is_match())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_matched_and_of_the_right_length() {
        for (regex, least, most) in [
            ("^fleet-[a-z]+$", 1, 20),
            ("^ab{2,3}$", 1, 4),
            ("^[^a]*$|^$", 3, 3),
            (r"^arn:[^:]*:location/custom-[^ ]+$", 1, 512),
            ("b", 2, 2),
            ("^[A-Z]{2}$", 0, 9),
        ] {
            let language = Language::of(regex).expect(regex);
            let text = language
                .text(least, most, &mut Rng::with_seed(7))
                .expect(regex);
            let is_match = crate::regex::Regex::new(regex, crate::regex::Characters::Unicode);
            assert!(is_match.expect(regex).is_match(&text), "{regex}: {text}");
            assert!((least..=most).contains(&text.len()), "{regex}: {text}");
        }
    }

    #[test]
    fn there_may_be_none() {
        let language = Language::of("^ab{2,3}$").expect("a pattern");
        assert_eq!(language.text(5, 9, &mut Rng::with_seed(7)), None);
        assert!(Language::of("(").is_none());
    }
}
