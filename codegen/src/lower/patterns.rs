//! Regular expressions: from ECMA-262, which models use, to what the crate `regex` understands.
//!
//! A translation means exactly the same for every text, or there is none. Texts are Unicode scalar values,
//! so a pair of surrogates is the code point that it means.
//! <https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait>
//!
//! Never here: which shape has which pattern.

use std::iter::Peekable;
use std::str::Chars;

use crate::text::{code_span, prose};

/// What ECMA-262 calls white space and line terminators. In Rust, `\s`, `\d` and `\w` are those of Unicode.
const SPACES: &[(u32, u32)] = &[
    (0x09, 0x0D),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
];
const DIGITS: &[(u32, u32)] = &[(0x30, 0x39)];
const WORD: &[(u32, u32)] = &[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)];
/// What `.` does not match.
const LINE_ENDS: &[(u32, u32)] = &[(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)];
const LAST: u32 = 0x0010_FFFF;
const SURROGATES: (u32, u32) = (0xD800, 0xDFFF);

/// The pattern in Rust, or why there is none. One that means the same in both languages stays as it is.
pub(crate) fn translate(pattern: &str) -> Result<String, String> {
    let mut translation = Translation {
        rest: pattern.chars().peekable(),
        regex: String::new(),
    };
    translation.all()?;
    if let Err(error) = regex::Regex::new(&translation.regex) {
        // A message of several lines, of which the last says what is wrong.
        let error = error.to_string();
        return Err(prose(error.lines().last().unwrap_or_default()));
    }
    Ok(if means_the_same(pattern, &translation.regex) {
        pattern.to_owned()
    } else {
        translation.regex
    })
}

/// Whether the pattern can stay as it is. Not with classes such as `\s`, even if the whole means the same, like
/// `[\s\S]`: to know them takes tables of Unicode, and the runtime has none.
fn means_the_same(pattern: &str, translated: &str) -> bool {
    let mut escapes = pattern.split('\\').skip(1);
    let has_classes =
        escapes.any(|rest| rest.starts_with(['d', 'D', 's', 'S', 'w', 'W', 'b', 'B']));
    let meaning = |regex| regex_syntax::parse(regex).ok();
    !has_classes && meaning(pattern).is_some_and(|same| meaning(translated) == Some(same))
}

struct Translation<'p> {
    rest: Peekable<Chars<'p>>,
    regex: String,
}

/// What a backslash begins.
enum Escape {
    Character(u32),
    Class(Set),
    Boundary(char),
}

impl Translation<'_> {
    fn all(&mut self) -> Result<(), String> {
        while let Some(next) = self.rest.next() {
            match next {
                '\\' => match self.escape(false)? {
                    Escape::Character(code) => self.character(code)?,
                    Escape::Class(set) => self.regex += &set.print(),
                    Escape::Boundary(which) => self.regex += &format!(r"(?-u:\{which})"),
                },
                '[' => {
                    let set = self.class()?;
                    self.regex += &set.print();
                }
                '.' => self.regex += &Set::of(LINE_ENDS).complement().print(),
                '(' => self.group()?,
                '{' => self.repetition(),
                '^' | '$' | '|' | ')' | '*' | '+' | '?' => self.regex.push(next),
                other => self.character(u32::from(other))?,
            }
        }
        Ok(())
    }

    fn character(&mut self, code: u32) -> Result<(), String> {
        self.regex += &literal(scalar(code)?, "\\.+*?()|[]{}^$");
        Ok(())
    }

    /// What comes after a `(`.
    fn group(&mut self) -> Result<(), String> {
        let mut ahead = self.rest.clone();
        if ahead.next() != Some('?') {
            self.regex.push('(');
            return Ok(());
        }
        let (kind, after) = (ahead.next(), ahead.next());
        match (kind, after) {
            (Some(':'), _) => {
                self.rest.nth(1);
            }
            (Some('<'), Some(first)) if first != '=' && first != '!' => {
                self.rest
                    .find(|c| *c == '>')
                    .ok_or("a group is not closed")?;
            }
            (Some('=' | '!' | '<'), _) => return Err("it looks ahead or behind".to_owned()),
            _ => return Err("it has a group of an unknown kind".to_owned()),
        }
        self.regex += "(?:";
        Ok(())
    }

    /// What comes after a `{`, which is a character like any other where it counts nothing.
    fn repetition(&mut self) {
        let ahead: String = self.rest.clone().take_while(|c| *c != '}').collect();
        let closes = self.rest.clone().any(|c| c == '}');
        let (min, max) = ahead.split_once(',').unwrap_or((&ahead, ""));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if closes && !min.is_empty() && is_number(min) && is_number(max) {
            self.rest.nth(ahead.len());
            self.regex += &format!("{{{ahead}}}");
        } else {
            self.regex += "\\{";
        }
    }

    /// What comes after a `[`.
    fn class(&mut self) -> Result<Set, String> {
        let negated = self.rest.next_if_eq(&'^').is_some();
        let mut set = Set(Vec::new());
        while let Some(first) = self.class_atom()? {
            let mut ahead = self.rest.clone();
            let is_range = ahead.next() == Some('-') && !matches!(ahead.next(), Some(']') | None);
            if !is_range {
                set.add(first)?;
                continue;
            }
            self.rest.next();
            let last = self.class_atom()?.ok_or("a class is not closed")?;
            match (first, last) {
                (Escape::Character(first), Escape::Character(last)) if first <= last => {
                    // Either end of a pair is no character that a range could end at.
                    scalar(first)?;
                    scalar(last)?;
                    set.0.push((first, last));
                }
                (Escape::Character(_), Escape::Character(_)) => {
                    return Err("a range of characters is out of order".to_owned());
                }
                // A class can be no end of a range: the hyphen is one of the characters.
                (first, last) => {
                    set.add(first)?;
                    set.0.push((0x2D, 0x2D));
                    set.add(last)?;
                }
            }
        }
        let set = set.normal();
        Ok(if negated { set.complement() } else { set })
    }

    /// The next character or class in a class; `None` at its end.
    fn class_atom(&mut self) -> Result<Option<Escape>, String> {
        match self.rest.next() {
            None => Err("a class is not closed".to_owned()),
            Some(']') => Ok(None),
            Some('\\') => self.escape(true).map(Some),
            Some(other) => Ok(Some(Escape::Character(u32::from(other)))),
        }
    }

    /// What comes after a backslash.
    fn escape(&mut self, in_class: bool) -> Result<Escape, String> {
        let next = self.rest.next().ok_or("it ends in a backslash")?;
        let class = |set: &[(u32, u32)]| Escape::Class(Set::of(set));
        let not = |set: &[(u32, u32)]| Escape::Class(Set::of(set).complement());
        let code = match next {
            'd' => return Ok(class(DIGITS)),
            'D' => return Ok(not(DIGITS)),
            'w' => return Ok(class(WORD)),
            'W' => return Ok(not(WORD)),
            's' => return Ok(class(SPACES)),
            'S' => return Ok(not(SPACES)),
            'b' if in_class => 0x08,
            'b' | 'B' if !in_class => return Ok(Escape::Boundary(next)),
            't' => 0x09,
            'n' => 0x0A,
            'v' => 0x0B,
            'f' => 0x0C,
            'r' => 0x0D,
            '0' if !self.rest.peek().is_some_and(char::is_ascii_digit) => 0,
            'c' => match self.rest.next() {
                Some(letter) if letter.is_ascii_alphabetic() => u32::from(letter) % 32,
                _ => return Err("`\\c` without a letter".to_owned()),
            },
            'x' => self.hexadecimal(2)?,
            'u' => self.unicode()?,
            '0'..='9' | 'k' => return Err("it refers back to a group".to_owned()),
            other if other.is_ascii_alphabetic() => {
                let escape = code_span(&format!("\\{other}"));
                return Err(format!("{escape} has no meaning in both languages"));
            }
            other => u32::from(other),
        };
        Ok(Escape::Character(code))
    }

    /// What comes after `\u`: a pair of surrogates is one character.
    fn unicode(&mut self) -> Result<u32, String> {
        if self.rest.next_if_eq(&'{').is_some() {
            let digits: String = self.rest.by_ref().take_while(|c| *c != '}').collect();
            return u32::from_str_radix(&digits, 16)
                .map_err(|_| "`\\u{` without a number".to_owned());
        }
        let high = self.hexadecimal(4)?;
        if (0xD800..0xDC00).contains(&high) {
            let mut ahead = self.rest.clone();
            if ahead.next() == Some('\\') && ahead.next() == Some('u') {
                let before = std::mem::replace(&mut self.rest, ahead);
                if let Ok(low @ 0xDC00..0xE000) = self.hexadecimal(4) {
                    return Ok(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00));
                }
                self.rest = before;
            }
        }
        Ok(high)
    }

    fn hexadecimal(&mut self, digits: usize) -> Result<u32, String> {
        let mut code = 0;
        for _ in 0..digits {
            let digit = self.rest.next().and_then(|digit| digit.to_digit(16));
            code = code * 16 + digit.ok_or("a hexadecimal escape is cut short")?;
        }
        Ok(code)
    }
}

/// A set of code points, as ranges.
struct Set(Vec<(u32, u32)>);

impl Set {
    fn of(ranges: &[(u32, u32)]) -> Self {
        Self(ranges.to_vec())
    }

    fn add(&mut self, atom: Escape) -> Result<(), String> {
        match atom {
            Escape::Character(code) => {
                scalar(code)?;
                self.0.push((code, code));
            }
            Escape::Class(set) => self.0.extend(set.0),
            Escape::Boundary(which) => {
                let escape = code_span(&format!("\\{which}"));
                return Err(format!("{escape} has no meaning in a class"));
            }
        }
        Ok(())
    }

    /// The same set, its ranges in order and apart.
    fn normal(mut self) -> Self {
        self.0.sort_unstable();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for (first, last) in self.0 {
            match ranges.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => {
                    before.1 = before.1.max(last);
                }
                _ => ranges.push((first, last)),
            }
        }
        Self(ranges)
    }

    fn complement(self) -> Self {
        let mut ranges = Vec::new();
        let mut next = 0;
        for (first, last) in self.normal().0 {
            if first > next {
                ranges.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= LAST {
            ranges.push((next, LAST));
        }
        Self(ranges)
    }

    /// The set as a class: by what is not in it where that is shorter.
    fn print(self) -> String {
        let ranges = self.normal().0;
        let inverse = Self(ranges.clone()).complement().0;
        let (negated, ranges) = match ranges.last() {
            Some((_, LAST)) => ("^", inverse),
            _ => ("", ranges),
        };
        match (negated, ranges.is_empty()) {
            ("^", true) => return r"[\u{0}-\u{10FFFF}]".to_owned(),
            (_, true) => return r"[^\u{0}-\u{10FFFF}]".to_owned(),
            _ => {}
        }
        let ranges = ranges.into_iter().flat_map(without_surrogates);
        let ranges: String = ranges.map(|(first, last)| range(first, last)).collect();
        format!("[{negated}{ranges}]")
    }
}

/// The parts of a range that are characters.
fn without_surrogates((first, last): (u32, u32)) -> impl Iterator<Item = (u32, u32)> {
    let below = (first, last.min(SURROGATES.0 - 1));
    let above = (first.max(SURROGATES.1 + 1), last);
    [below, above]
        .into_iter()
        .filter(|(first, last)| first <= last)
}

fn range(first: u32, last: u32) -> String {
    let end = |code| {
        // Every end of a range is a character by now.
        let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        literal(character, "\\[]^-&~#")
    };
    match last - first {
        0 => end(first),
        1 => end(first) + &end(last),
        _ => format!("{}-{}", end(first), end(last)),
    }
}

fn scalar(code: u32) -> Result<char, String> {
    char::from_u32(code).ok_or_else(|| format!("U+{code:04X} is half of a surrogate pair"))
}

/// The character, escaped if it is one of `special` or cannot be seen.
fn literal(character: char, special: &str) -> String {
    match character {
        _ if special.contains(character) => format!("\\{character}"),
        ' '..='~' => character.to_string(),
        other => format!("\\u{{{:X}}}", u32::from(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, matching: &[&str], other: &[&str]) {
        let regex = translate(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
        let compiled = regex::Regex::new(&regex).expect("a regular expression");
        for text in matching {
            assert!(compiled.is_match(text), "{pattern} as {regex}: {text:?}");
        }
        for text in other {
            assert!(!compiled.is_match(text), "{pattern} as {regex}: {text:?}");
        }
    }

    #[test]
    fn is_searched_for_unless_it_is_anchored() {
        check("b+", &["abc", "b"], &["ac", ""]);
        check("^b+$", &["b", "bb"], &["abc", "b\n"]);
        check("$|^s3://", &["", "x", "s3://"], &[]);
    }

    #[test]
    fn stays_as_it_is_where_it_means_the_same() {
        for same in ["^[a-zA-Z0-9-]+$", r"^(a|b){2}\/\.[^:]*?$"] {
            assert_eq!(translate(same).as_deref(), Ok(same));
        }
        for other in [r"\d", r"\w", r"[\s\S]", ".", r"\b", "[[a]", "[^]", "a{,2}"] {
            assert_ne!(translate(other).as_deref(), Ok(other));
        }
    }

    #[test]
    fn pairs_of_surrogates_are_code_points() {
        let text = r"^[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\r\n\t]*$";
        check(
            text,
            &["", "a \u{1F3AE}\u{10FFFF}\t", "\u{E000}"],
            &["\u{0}", "\u{FFFE}"],
        );
        check(r"^\uD83C\uDFAE$", &["\u{1F3AE}"], &["\u{1F3AF}"]);
        check(r"^\u{1F3AE}.$", &["\u{1F3AE}\u{1F3AE}"], &["\u{1F3AE}"]);
    }

    #[test]
    fn classes_are_those_of_ecma() {
        check(
            r"^\s$",
            &[" ", "\u{A0}", "\u{FEFF}", "\u{2028}"],
            &["\u{85}", "a"],
        );
        check(r"^\S$", &["\u{85}", "a", "\u{1F3AE}"], &[" ", "\u{3000}"]);
        check(r"^\d\w$", &["1_"], &["\u{661}a", "1\u{E9}"]);
        check("^.$", &["a", "\u{85}"], &["\n", "\r", "\u{2028}"]);
        check(r"^[\s\S]$", &["\n", "a", "\u{2028}"], &[]);
        check(r"^[^\W_]$", &["a"], &["_", "-"]);
        check("^[]$", &[], &["", "a"]);
        check("^[^]$", &["a", "\n"], &[""]);
        check(r"^[\b]$", &["\u{8}"], &["b"]);
    }

    #[test]
    fn hyphens_and_brackets_in_classes() {
        check(r"^[a-zA-Z0-9-\.]+$", &["a-b.c"], &["/", ","]);
        check(r"^[\w+=,.@-]+$", &["a-b@c"], &["/"]);
        check(r"^[\w-a]+$", &["-"], &["+"]);
        check("^[[:a]+]$", &["[]", ":a]"], &["b]"]);
        check("^[&&~~^]+$", &["&~^"], &["a"]);
        check(r"^[A\-_\]]+$", &["-]"], &["B"]);
    }

    #[test]
    fn braces_groups_and_escapes() {
        check("^a{2,3}$", &["aa", "aaa"], &["a", "aaaa"]);
        check("^a{2,}?$", &["aa", "aaaaa"], &["a"]);
        check("^a{,2}$", &["a{,2}"], &["a", "aa"]);
        check("^{}$", &["{}"], &[""]);
        check(r"^(?<name>a)(?:b)(c)\/\x41$", &["abc/A"], &["abc"]);
        check(r"^\cJ\0$", &["\n\0"], &[]);
        check(r"\bid\b", &["an id", "\u{E9}id"], &["hide"]);
        check(r"\Bid", &["hide", "\u{E9} hid"], &["an id", "\u{E9}id"]);
    }

    #[test]
    fn what_cannot_be_said() {
        for pattern in [
            "(?=a)",
            "(?!a)",
            "(?<=a)",
            "(?<!a)",
            r"(a)\1",
            r"\k<n>",
            r"\p{L}",
            r"\Aa\z",
            r"[\uD800-\uDBFF]",
            r"\uDC00",
            "(?i)a",
            "[b-a]",
            "[a",
            "(a",
            "a)",
            "*",
            "\\",
            r"\x4",
            "a{1000000}{1000000}",
        ] {
            assert!(translate(pattern).is_err(), "{pattern}");
        }
    }
}
