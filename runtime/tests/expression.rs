//! Whatever is passed to a filter, the text that is built of it says just that: it is read back by a parser of the
//! grammar in the documentation of `SearchGameSessions` that shares nothing with what wrote it.

use proptest::prelude::*;
use smithwright_runtime::expression::{Filter, Operand};

/// What a filter says.
#[derive(Debug, Clone, PartialEq)]
enum Tree {
    /// Operand, comparator, value.
    Condition(String, &'static str, Value),
    Not(Box<Tree>),
    And(Vec<Tree>),
    Or(Vec<Tree>),
}

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Text(String),
    Number(i64),
    Truth(bool),
}

impl Tree {
    /// By the builder.
    fn filter(&self) -> Filter {
        match self {
            Self::Condition(operand, comparator, value) => compared(operand, comparator, value),
            Self::Not(inner) => !inner.filter(),
            Self::And(parts) => chained(parts, Filter::and),
            Self::Or(parts) => chained(parts, Filter::or),
        }
    }

    /// The same, without parentheses that mean nothing: `a AND (b AND c)` is `a AND b AND c`.
    fn flat(self) -> Self {
        let flat = |parts: Vec<Self>, and: bool| {
            let parts = parts.into_iter().map(Self::flat);
            let parts = parts.flat_map(|part| match (part, and) {
                (Self::And(inner), true) | (Self::Or(inner), false) => inner,
                (part, _) => vec![part],
            });
            let mut parts: Vec<_> = parts.collect();
            match (parts.len(), and) {
                (1, _) => parts.remove(0),
                (_, true) => Self::And(parts),
                (_, false) => Self::Or(parts),
            }
        };
        match self {
            Self::Condition(..) => self,
            Self::Not(inner) => Self::Not(Box::new(inner.flat())),
            Self::And(parts) => flat(parts, true),
            Self::Or(parts) => flat(parts, false),
        }
    }
}

fn chained(parts: &[Tree], chain: fn(Filter, Filter) -> Filter) -> Filter {
    let filters = parts.iter().map(Tree::filter);
    filters.reduce(chain).expect("a part")
}

fn compared(operand: &str, comparator: &str, value: &Value) -> Filter {
    match value {
        Value::Text(text) => {
            let operand = match operand.strip_prefix("properties.") {
                Some(key) => Operand::<str>::new("properties").at(key),
                None => Operand::new("name"),
            };
            match comparator {
                "=" => operand.eq(text),
                _ => operand.ne(text),
            }
        }
        Value::Number(number) => {
            let operand = Operand::<i64>::new("count");
            match comparator {
                "=" => operand.eq(*number),
                "<>" => operand.ne(*number),
                "<" => operand.lt(*number),
                "<=" => operand.le(*number),
                ">" => operand.gt(*number),
                _ => operand.ge(*number),
            }
        }
        Value::Truth(truth) => {
            let operand = Operand::<bool>::new("open");
            match comparator {
                "=" => operand.eq(*truth),
                _ => operand.ne(*truth),
            }
        }
    }
}

/// The grammar, from the documentation: the comparators bind closest, then come parentheses, `NOT`, `AND` and `OR`;
/// texts stand between single quotes, in which a backslash takes the character behind it as it is.
mod grammar {
    use super::{Tree, Value};

    #[derive(Debug, Clone, PartialEq)]
    enum Token {
        Word(String),
        Text(String),
        Sign(&'static str),
    }

    /// The longer ones first.
    const SIGNS: [&str; 8] = ["<>", "<=", ">=", "=", "<", ">", "(", ")"];

    /// What an expression says; `None` for what is none.
    pub(super) fn parse(text: &str) -> Option<Tree> {
        let mut tokens = tokens(text)?;
        tokens.reverse();
        let tree = or(&mut tokens)?;
        tokens.is_empty().then_some(tree)
    }

    fn tokens(text: &str) -> Option<Vec<Token>> {
        let mut rest = text.trim_start();
        let mut tokens = Vec::new();
        while let Some(first) = rest.chars().next() {
            if let Some(quoted) = rest.strip_prefix('\'') {
                let (text, after) = quoted_text(quoted)?;
                tokens.push(Token::Text(text));
                rest = after;
            } else if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
                tokens.push(Token::Sign(sign));
                rest = &rest[sign.len()..];
            } else if is_of_word(first) {
                let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
                tokens.push(Token::Word(rest[..end].to_owned()));
                rest = &rest[end..];
            } else {
                return None;
            }
            rest = rest.trim_start_matches(' ');
        }
        Some(tokens)
    }

    fn is_of_word(c: char) -> bool {
        c.is_ascii_alphanumeric() || "_.-".contains(c)
    }

    /// What stands before the quote that ends a text, and what is behind it.
    fn quoted_text(quoted: &str) -> Option<(String, &str)> {
        let mut text = String::new();
        let mut characters = quoted.char_indices();
        loop {
            match characters.next()? {
                (end, '\'') => return Some((text, &quoted[end + 1..])),
                (_, '\\') => text.push(characters.next()?.1),
                (_, other) => text.push(other),
            }
        }
    }

    /// Takes the next token, if it is this one.
    fn take(tokens: &mut Vec<Token>, token: &Token) -> bool {
        let is_next = tokens.last() == Some(token);
        if is_next {
            tokens.pop();
        }
        is_next
    }

    fn keyword(tokens: &mut Vec<Token>, word: &str) -> bool {
        take(tokens, &Token::Word(word.to_owned()))
    }

    fn or(tokens: &mut Vec<Token>) -> Option<Tree> {
        let mut parts = vec![and(tokens)?];
        while keyword(tokens, "OR") {
            parts.push(and(tokens)?);
        }
        Some(Tree::Or(parts))
    }

    fn and(tokens: &mut Vec<Token>) -> Option<Tree> {
        let mut parts = vec![not(tokens)?];
        while keyword(tokens, "AND") {
            parts.push(not(tokens)?);
        }
        Some(Tree::And(parts))
    }

    fn not(tokens: &mut Vec<Token>) -> Option<Tree> {
        if keyword(tokens, "NOT") {
            return Some(Tree::Not(Box::new(not(tokens)?)));
        }
        if take(tokens, &Token::Sign("(")) {
            let tree = or(tokens)?;
            return take(tokens, &Token::Sign(")")).then_some(tree);
        }
        let (Token::Word(operand), Token::Sign(comparator)) = (tokens.pop()?, tokens.pop()?) else {
            return None;
        };
        let value = match tokens.pop()? {
            Token::Text(text) => Value::Text(text),
            Token::Word(word) if word == "true" || word == "false" => Value::Truth(word == "true"),
            Token::Word(word) => Value::Number(word.parse().ok()?),
            Token::Sign(_) => return None,
        };
        Some(Tree::Condition(operand, comparator, value))
    }
}

/// What texts are made of that try to get out of their quotes.
const TRICKS: [&str; 18] = [
    "'",
    "\\",
    "\"",
    "(",
    ")",
    "=",
    "<>",
    " ",
    " OR name <> '",
    "AND",
    "NOT ",
    ";",
    "--",
    "%27",
    "a",
    ".",
    "\u{2019}",
    "\u{ff07}",
];

/// Such texts, and any others without control characters, which no expression takes.
fn texts() -> impl Strategy<Value = String> {
    let any = any::<char>().prop_filter_map("a control character", |c| {
        (!c.is_control()).then(|| c.to_string())
    });
    let part = prop_oneof![
        prop::sample::select(&TRICKS[..]).prop_map(str::to_owned),
        any
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

/// Keys that can be said.
fn keys() -> impl Strategy<Value = String> {
    let letters: Vec<char> = "abyzABYZ0189_-".chars().collect();
    let letter = prop::sample::select(letters);
    prop::collection::vec(letter, 1..8).prop_map(String::from_iter)
}

fn conditions() -> impl Strategy<Value = Tree> {
    let is = |comparators: &'static [&'static str]| prop::sample::select(comparators);
    let all = &["=", "<>", "<", "<=", ">", ">="];
    let same = &all[..2];
    let keyed = keys().prop_map(|key| format!("properties.{key}"));
    let operands = prop_oneof![Just("name".to_owned()), keyed];
    let of_text = (operands, is(same), texts());
    let of_number = (is(all), any::<i64>());
    let of_truth = (is(same), any::<bool>());
    prop_oneof![
        of_text.prop_map(|(name, is, text)| Tree::Condition(name, is, Value::Text(text))),
        of_number.prop_map(|(is, to)| Tree::Condition("count".to_owned(), is, Value::Number(to))),
        of_truth.prop_map(|(is, to)| Tree::Condition("open".to_owned(), is, Value::Truth(to))),
    ]
}

fn trees() -> impl Strategy<Value = Tree> {
    conditions().prop_recursive(6, 40, 4, |inner| {
        let parts = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            inner.clone().prop_map(|tree| Tree::Not(Box::new(tree))),
            parts().prop_map(Tree::And),
            parts().prop_map(Tree::Or),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_filter_is_read_as_what_it_was_built_of(tree in trees()) {
        let text = tree.filter().build().expect("nothing that cannot be said");
        let read = grammar::parse(&text).map(Tree::flat);
        prop_assert_eq!(read, Some(tree.flat()), "{}", text);
    }

    #[test]
    fn no_key_is_more_than_a_word(key in prop_oneof![texts(), keys()]) {
        let filter = Operand::<str>::new("properties").at(&key).eq("x");
        if let Ok(text) = filter.build() {
            let of_key = Tree::Condition(format!("properties.{key}"), "=", Value::Text("x".to_owned()));
            prop_assert!(!key.contains('.'));
            prop_assert_eq!(grammar::parse(&text).map(Tree::flat), Some(of_key), "{}", text);
        }
    }
}

#[test]
fn no_control_character_is_taken() {
    let controls = (0..=u32::from(u8::MAX)).filter_map(char::from_u32);
    let controls: Vec<char> = controls.filter(|c| c.is_control()).collect();
    assert_eq!(controls.len(), 65, "32 of C0, DEL, 32 of C1");
    for control in controls {
        let text = format!("a{control}b");
        let name = || Operand::<str>::new("name");
        assert!(name().eq(&text).build().is_err(), "{control:?}");
        assert!(name().ne(&text).build().is_err(), "{control:?}");
        assert!(name().at(&text).asc().build().is_err(), "{control:?}");
    }
}

/// The parser reads what the documentation shows, so that the tests above mean something.
#[test]
fn the_examples_of_the_documentation_are_read() {
    let number = |comparator, to| {
        Tree::Condition("maximumSessions".to_owned(), comparator, Value::Number(to))
    };
    let open = "hasAvailablePlayerSessions".to_owned();
    let open = Tree::Condition(open, "=", Value::Truth(true));
    let read = |text| grammar::parse(text).map(Tree::flat);
    assert_eq!(
        read("maximumSessions>=10 AND hasAvailablePlayerSessions=true"),
        Some(Tree::And(vec![number(">=", 10), open.clone()]))
    );
    let name = Value::Text("Matt's Awesome Game 1".to_owned());
    assert_eq!(
        read(r"gameSessionName = 'Matt\'s Awesome Game 1'"),
        Some(Tree::Condition("gameSessionName".to_owned(), "=", name))
    );
    let either = Tree::Or(vec![number("<", 1), open.clone()]);
    assert_eq!(
        read("NOT (maximumSessions < 1 OR hasAvailablePlayerSessions = true)"),
        Some(Tree::Not(Box::new(either)))
    );
    assert_eq!(read("gameSessionName = 'Matt's Awesome Game 1'"), None);
    assert_eq!(read("gameSessionName = 'Matt"), None);
    assert_eq!(read("(maximumSessions = 1"), None);
}
