//! JSON as a source document: values in the order and spelling of the file, and pointers into it.
//!
//! An ordinary JSON library forgets what this project must know: which member came first, that a key
//! stood there twice, that a bound was written `0.10`. `serde_json` still does all the scanning; a
//! document is cut into raw pieces level by level, so that nothing in it is rounded or merged.
//!
//! Never here: what the keys mean. That is the business of [`crate::load`].

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::problem::{Problem, Problems};

/// How deep a document may nest. Real models reach a dozen levels; every walk over a [`Value`] may
/// recurse, because no value is deeper than this.
pub const MAX_DEPTH: usize = 128;

/// How long a key may be, in bytes. The longest name of a real model has 85; names are repeated wherever they
/// are used, and so is their length.
pub const MAX_KEY: usize = 1_000;

/// One JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, spelled as in the document.
    Number(String),
    /// Text.
    String(String),
    /// Values in order.
    Array(Vec<Value>),
    /// Members in the order of the document.
    Object(Object),
}

impl Value {
    /// What kind of value it is, with its article, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a truth value",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

impl fmt::Display for Value {
    /// The value as JSON, without any space.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(flag) => write!(f, "{flag}"),
            Self::Number(text) => f.write_str(text),
            Self::String(text) => quote(text, f),
            Self::Array(items) => {
                f.write_char('[')?;
                for (index, item) in items.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{item}")?;
                }
                f.write_char(']')
            }
            Self::Object(object) => {
                f.write_char('{')?;
                for (index, (key, value)) in object.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    quote(key, f)?;
                    write!(f, ":{value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

fn quote(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&serde_json::Value::from(text).to_string())
}

/// The members of a JSON object, in the order of the document; no name occurs twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Object {
    members: Vec<(String, Value)>,
}

impl Object {
    /// An object with these members, of which no two have one name.
    pub(crate) fn of(members: impl Iterator<Item = (String, Value)>) -> Self {
        Self {
            members: members.collect(),
        }
    }

    /// The member of that name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.members
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// Every member, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.members
            .iter()
            .map(|(key, value)| (key.as_str(), value))
    }
}

/// A place in a JSON document: <https://www.rfc-editor.org/rfc/rfc6901>.
///
/// Most places are never shown, so what they have in common is shared, and the text is made when it is asked for.
#[derive(Clone, Default)]
pub struct Pointer(Option<Arc<Step>>);

/// The last step to a place.
struct Step {
    outer: Pointer,
    to: To,
}

enum To {
    Key(String),
    Index(usize),
}

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The member `name` of the object at this place.
    #[must_use]
    pub fn key(&self, name: &str) -> Self {
        self.step(To::Key(name.to_owned()))
    }

    /// The names and numbers that lead here.
    pub(crate) fn parts(&self) -> impl Iterator<Item = String> {
        let parts = self.steps().into_iter();
        parts.map(|step| match &step.to {
            To::Key(name) => name.clone(),
            To::Index(index) => index.to_string(),
        })
    }

    /// The steps that lead here, the first one first.
    fn steps(&self) -> Vec<&Step> {
        let steps = std::iter::successors(self.0.as_deref(), |step| step.outer.0.as_deref());
        let mut steps: Vec<&Step> = steps.collect();
        steps.reverse();
        steps
    }

    /// The item `index` of the array at this place.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.step(To::Index(index))
    }

    fn step(&self, to: To) -> Self {
        let outer = self.clone();
        Self(Some(Arc::new(Step { outer, to })))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in self.steps() {
            f.write_char('/')?;
            match &step.to {
                To::Index(index) => write!(f, "{index}")?,
                To::Key(name) if !name.contains(['~', '/']) => f.write_str(name)?,
                To::Key(name) => f.write_str(&name.replace('~', "~0").replace('/', "~1"))?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pointer").field(&self.to_string()).finish()
    }
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Pointer {}

impl PartialOrd for Pointer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Pointer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.to_string().cmp(&other.to_string())
    }
}

impl From<Pointer> for String {
    fn from(pointer: Pointer) -> Self {
        pointer.to_string()
    }
}

/// Reads a whole document. `file` is only named in problems.
pub fn parse(file: &Path, text: &str) -> Result<Value, Problems> {
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| syntax(file, &error))?;
    let mut reader = Reader {
        file,
        problems: Vec::new(),
    };
    let value = reader.value(raw, &Pointer::root(), 0);
    if reader.problems.is_empty() {
        Ok(value)
    } else {
        Err(Problems(reader.problems))
    }
}

/// The problem of a text that is not JSON.
fn syntax(file: &Path, error: &serde_json::Error) -> Problem {
    let place = format!("line {}, column {}", error.line(), error.column());
    if error.is_eof() {
        return Problem::new(
            file,
            place,
            "the file ends in the middle of a JSON value",
            "restore the whole file from its source",
        );
    }
    Problem::new(
        file,
        place,
        format!("this is not JSON: {}", reason(error)),
        "restore the file from its source, or mend the JSON",
    )
}

/// What `serde_json` has to say, without the position, which the problem names itself.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Takes raw pieces apart and gathers what is wrong with them.
struct Reader<'f> {
    file: &'f Path,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// The value of one raw piece; [`Value::Null`] in place of one that is wrong.
    fn value(&mut self, raw: &RawValue, at: &Pointer, depth: usize) -> Value {
        if depth > MAX_DEPTH {
            let what = format!("values nest deeper than {MAX_DEPTH} levels");
            self.add(
                at,
                what,
                "flatten the document; no service model is that deep",
            );
            return Value::Null;
        }
        let text = raw.get();
        match text.as_bytes().first() {
            Some(b'{') => self.object(text, at, depth),
            Some(b'[') => self.array(text, at, depth),
            Some(b'"') => self.piece(text, at).map_or(Value::Null, Value::String),
            Some(b't') => Value::Bool(true),
            Some(b'f') => Value::Bool(false),
            Some(b'n') | None => Value::Null,
            Some(_) => Value::Number(text.to_owned()),
        }
    }

    fn array(&mut self, text: &str, at: &Pointer, depth: usize) -> Value {
        let items: Vec<&RawValue> = self.piece(text, at).unwrap_or_default();
        let items = items.into_iter().enumerate();
        Value::Array(
            items
                .map(|(i, raw)| self.value(raw, &at.index(i), depth + 1))
                .collect(),
        )
    }

    fn object(&mut self, text: &str, at: &Pointer, depth: usize) -> Value {
        let Members(raw) = self.piece(text, at).unwrap_or_default();
        let mut names = BTreeSet::new();
        let mut members = Vec::with_capacity(raw.len());
        for (name, raw) in raw {
            if name.len() > MAX_KEY {
                let what = format!("a key is longer than {MAX_KEY} bytes");
                self.add(
                    at,
                    what,
                    "shorten the key; no service model has one like it",
                );
                continue;
            }
            let place = at.key(&name);
            if names.insert(name.clone()) {
                let value = self.value(raw, &place, depth + 1);
                members.push((name, value));
            } else {
                self.add(
                    &place,
                    format!("the key `{name}` stands here twice"),
                    "keep one of the two",
                );
            }
        }
        Value::Object(Object { members })
    }

    /// One piece as `T`. The syntax is known to be right by now, but `serde_json` looks at escapes
    /// such as `\ud800` only when it has to produce the text.
    fn piece<'t, T: Deserialize<'t>>(&mut self, text: &'t str, at: &Pointer) -> Option<T> {
        match serde_json::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let what = format!("this is not JSON: {}", reason(&error));
                self.add(
                    at,
                    what,
                    "restore the file from its source, or mend the JSON",
                );
                None
            }
        }
    }

    fn add(&mut self, at: &Pointer, what: impl Into<String>, fix: &str) {
        self.problems
            .push(Problem::new(self.file, at.to_string(), what, fix));
    }
}

/// The raw members of an object: in order, and not yet looked at for names that occur twice.
#[derive(Default)]
struct Members<'t>(Vec<(String, &'t RawValue)>);

impl<'t> Deserialize<'t> for Members<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

/// Collects [`Members`].
struct MembersVisitor;

impl<'t> Visitor<'t> for MembersVisitor {
    type Value = Members<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Members<'t>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_problem(text: &str, expected: &str) {
        let problems = parse(Path::new("a.json"), text).expect_err("the text is wrong");
        assert_eq!(problems.to_string(), expected);
    }

    #[test]
    fn keeps_order_and_spelling() {
        let value = parse(
            Path::new("a.json"),
            r#"{"z": 0.10, "a": [1e3, -0, "\u00e9", null]}"#,
        );
        let Ok(Value::Object(object)) = value else {
            panic!("an object")
        };
        let names: Vec<&str> = object.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["z", "a"]);
        assert_eq!(object.get("z"), Some(&Value::Number("0.10".into())));
        let items = vec![
            Value::Number("1e3".into()),
            Value::Number("-0".into()),
            Value::String("é".into()),
            Value::Null,
        ];
        assert_eq!(object.get("a"), Some(&Value::Array(items)));
    }

    #[test]
    fn reports_every_duplicate_key_with_its_place() {
        check_problem(
            r#"{"a/b": {"c": 1, "c": 2}, "d": [{"e~": 1, "e~": 1}]}"#,
            "a.json: /a~1b/c: the key `c` stands here twice\n    fix: keep one of the two\n\
             a.json: /d/0/e~0: the key `e~` stands here twice\n    fix: keep one of the two",
        );
    }

    #[test]
    fn reports_where_a_truncated_document_ends() {
        check_problem(
            "{\n  \"a\": [1,",
            "a.json: line 2, column 10: the file ends in the middle of a JSON value\n    \
             fix: restore the whole file from its source",
        );
    }

    #[test]
    fn reports_what_is_not_json() {
        check_problem(
            "{\"a\": 01}",
            "a.json: line 1, column 8: this is not JSON: invalid number\n    \
             fix: restore the file from its source, or mend the JSON",
        );
        check_problem(
            r#"{"a": "\ud800"}"#,
            "a.json: /a: this is not JSON: unexpected end of hex escape\n    \
             fix: restore the file from its source, or mend the JSON",
        );
    }

    #[test]
    fn reports_a_key_that_nobody_could_read() {
        let text = format!("{{\"a\": {{\"{}\": 1}}}}", "k".repeat(MAX_KEY + 1));
        check_problem(
            &text,
            "a.json: /a: a key is longer than 1000 bytes\n    \
             fix: shorten the key; no service model has one like it",
        );
    }

    #[test]
    fn survives_hostile_nesting() {
        for open in ["[", "{\"a\":"] {
            let deep = open.repeat(100_000);
            assert!(parse(Path::new("a.json"), &deep).is_err());
        }
        let closed = "[".repeat(50_000) + &"]".repeat(50_000);
        let problems = parse(Path::new("a.json"), &closed).expect_err("too deep");
        assert_eq!(problems.0.len(), 1);
        assert_eq!(problems.0[0].what, "values nest deeper than 128 levels");
    }
}
