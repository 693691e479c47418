//! What shapes say about themselves: the static tables that everything else walks.
//!
//! A generated crate states every simple shape, list and map of its model once, as a `static` [`Shape`],
//! and every structure once, as a [`Schema`]. Reading, writing, HTTP bindings, validation and `Debug` look
//! here and nowhere else. Never here: values, bytes, anything that runs.

/// A structure: its name and its members, in the order of its fields.
#[derive(Debug)]
pub struct Schema {
    /// The name, as the model spells it.
    pub name: &'static str,
    /// The members.
    pub members: &'static [Member],
    /// The names of their Rust fields.
    pub fields: &'static [&'static str],
    /// No member may be shown.
    pub sensitive: bool,
}

/// A member of a structure.
#[derive(Debug)]
pub struct Member {
    /// The name on the wire.
    pub name: &'static str,
    /// Where in the HTTP message it stands.
    pub location: Location,
    /// The service refuses a request without it.
    pub required: bool,
    /// Filled in with a random UUID when absent.
    pub idempotency_token: bool,
    /// May not be shown.
    pub sensitive: bool,
    /// What it holds.
    pub shape: &'static Shape,
}

impl Member {
    /// A member of the body that holds `shape`.
    pub const fn new(name: &'static str, shape: &'static Shape) -> Self {
        Self {
            name,
            location: Location::Body,
            required: false,
            idempotency_token: false,
            sensitive: false,
            shape,
        }
    }

    /// A member of the body that holds a structure.
    pub const fn structure(name: &'static str) -> Self {
        Self::new(name, &STRUCTURE)
    }

    /// The same member, being the body.
    #[must_use]
    pub const fn payload(self) -> Self {
        self.at(Location::Payload)
    }

    /// The same member, in the path.
    #[must_use]
    pub const fn label(self) -> Self {
        self.at(Location::Label)
    }

    /// The same member, in the query string.
    #[must_use]
    pub const fn query(self, name: &'static str) -> Self {
        self.at(Location::Query(name))
    }

    /// The same member, every entry a query parameter.
    #[must_use]
    pub const fn query_params(self) -> Self {
        self.at(Location::QueryParams)
    }

    /// The same member, in a header.
    #[must_use]
    pub const fn header(self, name: &'static str) -> Self {
        self.at(Location::Header(name))
    }

    /// The same member, every entry a header with this prefix.
    #[must_use]
    pub const fn prefix_headers(self, prefix: &'static str) -> Self {
        self.at(Location::PrefixHeaders(prefix))
    }

    /// The same member, the response's status.
    #[must_use]
    pub const fn status_code(self) -> Self {
        self.at(Location::StatusCode)
    }

    /// The same member at another place of the HTTP message.
    #[must_use]
    pub const fn at(mut self, location: Location) -> Self {
        self.location = location;
        self
    }

    /// The same member, required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same member, filled in with a random UUID when absent.
    #[must_use]
    pub const fn idempotency_token(mut self) -> Self {
        self.idempotency_token = true;
        self
    }

    /// The same member, never shown.
    #[must_use]
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// Whether its value must not be shown.
    pub fn is_sensitive(&self) -> bool {
        self.sensitive || self.shape.hides()
    }
}

/// Where in an HTTP message a member stands: <https://smithy.io/2.0/spec/http-bindings.html>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the body's structure.
    Body,
    /// It is the body.
    Payload,
    /// In the path.
    Label,
    /// In the query string, under this name.
    Query(&'static str),
    /// A map of which every entry is a query parameter.
    QueryParams,
    /// A header of this name, in lower case.
    Header(&'static str),
    /// A map of which every entry is a header with this prefix, in lower case.
    PrefixHeaders(&'static str),
    /// The status of the response.
    StatusCode,
}

/// How a timestamp is written: <https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampFormat {
    /// `1985-04-12T23:20:50.52Z`
    DateTime,
    /// `Tue, 29 Apr 2014 18:30:38 GMT`
    HttpDate,
    /// Seconds since 1970 as a number.
    EpochSeconds,
}

/// The type of a [`Shape`], as far as a walk over values needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    Boolean,
    /// A whole number.
    Integer,
    /// A floating-point number.
    Float,
    /// Text.
    String,
    /// Text out of a list.
    Enum(&'static [&'static str]),
    /// Bytes.
    Blob,
    /// A point in time.
    Timestamp,
    /// A list.
    List,
    /// A map from text.
    Map,
    /// A structure: its [`Schema`] says the rest.
    Structure,
}

/// An enum as tables know it.
pub trait Enumeration {
    /// The texts of all values that the model lists.
    const VALUES: &'static [&'static str];
    /// The names of their variants.
    const VARIANTS: &'static [&'static str];
}

/// A regular expression. It has to match somewhere in a text, not the whole of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pattern {
    /// As the model has it (ECMA-262).
    pub model: &'static str,
    /// As the crate `regex` has it; `None` if it cannot be said there, so that it is not checked.
    pub regex: Option<&'static str>,
}

/// A shape of the model, with the constraints that values must meet.
#[derive(Debug)]
pub struct Shape {
    /// The name, as the model spells it.
    pub name: &'static str,
    /// The type.
    pub kind: Kind,
    /// May not be shown.
    pub sensitive: bool,
    /// How a timestamp is written, where it is not the protocol's way.
    pub timestamp_format: Option<TimestampFormat>,
    /// The least number of characters, items, entries or bytes.
    pub min_length: Option<u64>,
    /// The greatest number of characters, items, entries or bytes.
    pub max_length: Option<u64>,
    /// The least value, as the model writes it.
    pub min: Option<&'static str>,
    /// The greatest value, as the model writes it.
    pub max: Option<&'static str>,
    /// The regular expression that text must match.
    pub pattern: Option<Pattern>,
    /// No two items are equal.
    pub unique_items: bool,
    /// The names of an enum's variants, in the order of its values.
    pub variants: &'static [&'static str],
    /// What a list's items or a map's values are.
    pub items: Option<&'static Shape>,
    /// What a map's keys are.
    pub keys: Option<&'static Shape>,
}

impl Shape {
    /// A shape without constraints.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            sensitive: false,
            timestamp_format: None,
            min_length: None,
            max_length: None,
            min: None,
            max: None,
            pattern: None,
            unique_items: false,
            variants: &[],
            items: None,
            keys: None,
        }
    }

    /// True or false.
    pub const fn boolean(name: &'static str) -> Self {
        Self::new(name, Kind::Boolean)
    }

    /// A whole number.
    pub const fn integer(name: &'static str) -> Self {
        Self::new(name, Kind::Integer)
    }

    /// A floating-point number.
    pub const fn float(name: &'static str) -> Self {
        Self::new(name, Kind::Float)
    }

    /// Text.
    pub const fn string(name: &'static str) -> Self {
        Self::new(name, Kind::String)
    }

    /// Text out of a list.
    pub const fn enumeration(name: &'static str, values: &'static [&'static str]) -> Self {
        Self::new(name, Kind::Enum(values))
    }

    /// Text that the enum `E` stands for.
    pub const fn enumeration_of<E: Enumeration>(name: &'static str) -> Self {
        let mut shape = Self::enumeration(name, E::VALUES);
        shape.variants = E::VARIANTS;
        shape
    }

    /// Bytes.
    pub const fn blob(name: &'static str) -> Self {
        Self::new(name, Kind::Blob)
    }

    /// A point in time.
    pub const fn timestamp(name: &'static str) -> Self {
        Self::new(name, Kind::Timestamp)
    }

    /// A list of `items`.
    pub const fn list(name: &'static str, items: &'static Self) -> Self {
        let mut shape = Self::new(name, Kind::List);
        shape.items = Some(items);
        shape
    }

    /// A map from `keys` to `values`.
    pub const fn map(name: &'static str, keys: &'static Self, values: &'static Self) -> Self {
        let mut shape = Self::new(name, Kind::Map);
        shape.keys = Some(keys);
        shape.items = Some(values);
        shape
    }

    /// The same shape, with at least so many characters, items, entries or bytes.
    #[must_use]
    pub const fn min_length(mut self, length: u64) -> Self {
        self.min_length = Some(length);
        self
    }

    /// The same shape, with at most so many characters, items, entries or bytes.
    #[must_use]
    pub const fn max_length(mut self, length: u64) -> Self {
        self.max_length = Some(length);
        self
    }

    /// The same shape, with a least value.
    #[must_use]
    pub const fn min(mut self, value: &'static str) -> Self {
        self.min = Some(value);
        self
    }

    /// The same shape, with a greatest value.
    #[must_use]
    pub const fn max(mut self, value: &'static str) -> Self {
        self.max = Some(value);
        self
    }

    /// The same shape, matching this regular expression, which means the same in both languages.
    #[must_use]
    pub const fn pattern(self, pattern: &'static str) -> Self {
        self.translated_pattern(pattern, pattern)
    }

    /// The same shape, matching this regular expression of the model, which is `regex` in Rust.
    #[must_use]
    pub const fn translated_pattern(mut self, model: &'static str, regex: &'static str) -> Self {
        self.pattern = Some(Pattern {
            model,
            regex: Some(regex),
        });
        self
    }

    /// The same shape, matching this regular expression of the model, which cannot be said in Rust.
    #[must_use]
    pub const fn unchecked_pattern(mut self, model: &'static str) -> Self {
        self.pattern = Some(Pattern { model, regex: None });
        self
    }

    /// The same shape, without two equal items.
    #[must_use]
    pub const fn unique_items(mut self) -> Self {
        self.unique_items = true;
        self
    }

    /// The same shape, its timestamps written so.
    #[must_use]
    pub const fn timestamp_format(mut self, format: TimestampFormat) -> Self {
        self.timestamp_format = Some(format);
        self
    }

    /// The same shape, never shown.
    #[must_use]
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// Whether a value must not be shown, or anything in it that is no structure: as the official crates do, a
    /// list of secrets shows not even how many there are.
    pub fn hides(&self) -> bool {
        let hides = |part: Option<&Self>| part.is_some_and(Self::hides);
        self.sensitive || hides(self.items) || hides(self.keys)
    }
}

/// Stands for every structure: what there is to say of one, its [`Schema`] says.
pub static STRUCTURE: Shape = Shape::new("structure", Kind::Structure);
