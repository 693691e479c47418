//! Texts of a length, which a pattern matches or does not.
//!
//! A pattern is made a table of states, which says of every length whether there is such a text at all. Only
//! ASCII is tried. What is found is held against another implementation of regular expressions than the
//! one that validation uses. Never here: shapes.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use regex_automata::Input;
use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};

/// The characters that are tried first.
const PREFERRED: &str = "a1bcdefghijklmnopqrstuvwxyz0-./:_A";

/// How many characters texts have that nobody wants any longer.
const ANY_LENGTH: usize = 130;

/// The texts that a pattern matches, and those it does not.
pub(super) struct Language {
    regex: regex_lite::Regex,
    /// Each character, and its column in `next`.
    alphabet: Vec<(char, usize)>,
    /// The state after a state, by column.
    next: Vec<Vec<usize>>,
    /// Whether a text that ends in the state is matched.
    accepts: Vec<bool>,
    /// By the characters that are left, the states from which a text is matched, or is not.
    reaches: RefCell<HashMap<bool, Vec<Vec<bool>>>>,
}

thread_local! {
    static KNOWN: RefCell<HashMap<&'static str, Rc<Language>>> = RefCell::default();
}

impl Language {
    /// Of a regular expression in Rust.
    pub(super) fn of(regex: &'static str) -> Rc<Self> {
        let known = KNOWN.with_borrow(|known| known.get(regex).cloned());
        known.unwrap_or_else(|| {
            let new = Rc::new(States::of(regex).language(regex));
            KNOWN.with_borrow_mut(|known| known.insert(regex, Rc::clone(&new)));
            new
        })
    }

    /// Up to `count` texts of this length, all of which the pattern matches, or none.
    pub(super) fn texts(&self, length: usize, count: usize, matching: bool) -> Vec<String> {
        let mut reaches = self.reaches.borrow_mut();
        let reaches = reaches.entry(matching).or_default();
        while reaches.len() <= length {
            let layer = match reaches.last() {
                None => self
                    .accepts
                    .iter()
                    .map(|accepts| *accepts == matching)
                    .collect(),
                Some(after) => self.before(after),
            };
            reaches.push(layer);
        }
        let mut texts = Vec::new();
        self.add(reaches, length, 0, &mut String::new(), &mut |text| {
            texts.push(text.to_owned());
            texts.len() < count
        });
        for text in &texts {
            assert_eq!(
                self.regex.is_match(text),
                matching,
                "{}: {text:?}",
                self.regex
            );
        }
        texts
    }

    /// The states of which one of `after` is next.
    fn before(&self, after: &[bool]) -> Vec<bool> {
        let next = self.next.iter();
        next.map(|columns| columns.iter().any(|state| after[*state]))
            .collect()
    }

    /// Shows every text that goes on from `state` and ends well; false when no more is wanted.
    fn add(
        &self,
        reaches: &[Vec<bool>],
        left: usize,
        state: usize,
        text: &mut String,
        show: &mut dyn FnMut(&str) -> bool,
    ) -> bool {
        if !reaches[left][state] {
            return true;
        }
        if left == 0 {
            return show(text);
        }
        self.alphabet.iter().all(|(character, column)| {
            text.push(*character);
            let goes_on = self.add(reaches, left - 1, self.next[state][*column], text, show);
            text.pop();
            goes_on
        })
    }

    /// Up to `count` different texts that the pattern matches, or that it does not, the shortest first.
    pub(super) fn up_to(
        &self,
        lengths: std::ops::RangeInclusive<usize>,
        count: usize,
        matching: bool,
    ) -> Vec<String> {
        let mut texts = Vec::new();
        let longest = (*lengths.end()).min(lengths.start() + ANY_LENGTH);
        for length in *lengths.start()..=longest {
            if texts.len() < count {
                texts.extend(self.texts(length, count - texts.len(), matching));
            }
        }
        texts
    }
}

/// The states of a pattern, as they are found.
struct States {
    dfa: DFA,
    cache: Cache,
    numbers: HashMap<LazyStateID, usize>,
    found: Vec<LazyStateID>,
}

impl States {
    fn of(regex: &str) -> Self {
        let dfa = DFA::new(regex).expect("a regular expression");
        let mut cache = dfa.create_cache();
        let start = dfa.start_state_forward(&mut cache, &Input::new(""));
        let start = start.expect("a first state");
        Self {
            dfa,
            cache,
            numbers: HashMap::from([(start, 0)]),
            found: vec![start],
        }
    }

    fn language(mut self, regex: &str) -> Language {
        let (mut rows, mut accepts) = (Vec::new(), Vec::new());
        while rows.len() < self.found.len() {
            let state = self.found[rows.len()];
            // Wherever a match has ended, the text is matched, however it goes on.
            let stays = state.is_match() || state.is_dead();
            let row: Vec<usize> = (0..128)
                .map(|byte| {
                    if stays {
                        rows.len()
                    } else {
                        self.after(state, byte)
                    }
                })
                .collect();
            accepts.push(state.is_match() || !state.is_dead() && self.ends_well(state));
            rows.push(row);
        }
        let (alphabet, next) = columns(&rows);
        Language {
            regex: regex_lite::Regex::new(regex).expect("a regular expression"),
            alphabet,
            next,
            accepts,
            reaches: RefCell::default(),
        }
    }

    fn after(&mut self, state: LazyStateID, byte: u8) -> usize {
        let next = self
            .dfa
            .next_state(&mut self.cache, state, byte)
            .expect("a state");
        let new = self.found.len();
        let number = *self.numbers.entry(next).or_insert(new);
        if number == new {
            self.found.push(next);
        }
        number
    }

    fn ends_well(&mut self, state: LazyStateID) -> bool {
        let end = self.dfa.next_eoi_state(&mut self.cache, state);
        end.expect("a state").is_match()
    }
}

/// Characters that lead to the same states everywhere share a column.
fn columns(rows: &[Vec<usize>]) -> (Vec<(char, usize)>, Vec<Vec<usize>>) {
    let mut known: HashMap<Vec<usize>, usize> = HashMap::new();
    let mut alphabet = Vec::new();
    let rest = ('!'..='~').chain(['\u{1}', ' ', '\n', '\t']);
    let rest = rest.filter(|character| !PREFERRED.contains(*character));
    for character in PREFERRED.chars().chain(rest) {
        let column = rows.iter().map(|row| row[character as usize]).collect();
        let new = known.len();
        alphabet.push((character, *known.entry(column).or_insert(new)));
    }
    let mut columns: Vec<_> = known.into_iter().collect();
    columns.sort_by_key(|(_, number)| *number);
    let next = (0..rows.len()).map(|row| columns.iter().map(|(column, _)| column[row]).collect());
    (alphabet, next.collect())
}

#[test]
fn there_are_texts_of_exactly_some_lengths() {
    let all = |regex, length| Language::of(regex).texts(length, 3, true);
    assert_eq!(all("^ab{2,3}$", 2), [""; 0]);
    assert_eq!(all("^ab{2,3}$", 3), ["abb"]);
    assert_eq!(all("^ab{2,3}$", 5), [""; 0]);
    assert_eq!(all("^fleet-[ab]+$", 7), ["fleet-a", "fleet-b"]);
    assert_eq!(all("b", 2), ["ab", "1b", "ba"]);
    assert_eq!(all("^[^a]$|^$", 0), [""]);
    assert_eq!(Language::of("^a*$").texts(2, 2, false), ["a1", "ab"]);
    assert_eq!(Language::of("a*").texts(2, 2, false), [""; 0]);
}
