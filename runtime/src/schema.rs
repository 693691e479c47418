//! Schemas: the static tables that everything else walks.
//!
//! A generated crate states every simple shape, list and map of its model once, as a `static` [`Shape`],
//! and every structure once, as a [`Schema`]. Reading, writing, HTTP bindings, validation and `Debug` use
//! these tables and nothing else.
//! Never here: values, bytes, anything that runs.

/// The schema of a structure or union: its name, and its members in the order of the fields.
#[derive(Debug)]
pub struct Schema {
    /// The shape's name in the model.
    pub name: &'static str,
    /// The members.
    pub members: &'static [Member],
    /// The names of the Rust fields, one for each member.
    pub fields: &'static [&'static str],
    /// Whether the structure is sensitive, so that no member may be shown.
    pub sensitive: bool,
    /// Whether exactly one member is set.
    pub union: bool,
}

/// A member of a structure.
#[derive(Debug)]
pub struct Member {
    /// The name on the wire.
    pub name: &'static str,
    /// The part of the HTTP message that it is bound to.
    pub location: Location,
    /// Whether the model requires it.
    pub required: bool,
    /// Whether a random UUID is filled in when it is not set.
    pub idempotency_token: bool,
    /// Whether its value must not be shown.
    pub sensitive: bool,
    /// The shape of its value.
    pub shape: &'static Shape,
}

impl Member {
    /// A member of the body, of this shape.
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

    /// A member of the body whose value is a structure.
    pub const fn structure(name: &'static str) -> Self {
        Self::new(name, &STRUCTURE)
    }

    /// A member of the body whose value is a union.
    pub const fn union(name: &'static str) -> Self {
        Self::new(name, &UNION)
    }

    /// Binds the member to the whole body.
    #[must_use]
    pub const fn payload(self) -> Self {
        self.at(Location::Payload)
    }

    /// Binds the member to a label of the path.
    #[must_use]
    pub const fn label(self) -> Self {
        self.at(Location::Label)
    }

    /// Binds the member to a query parameter.
    #[must_use]
    pub const fn query(self, name: &'static str) -> Self {
        self.at(Location::Query(name))
    }

    /// Binds the member, a map, to the query: every entry is a parameter.
    #[must_use]
    pub const fn query_params(self) -> Self {
        self.at(Location::QueryParams)
    }

    /// Binds the member to a header.
    #[must_use]
    pub const fn header(self, name: &'static str) -> Self {
        self.at(Location::Header(name))
    }

    /// Binds the member, a map, to headers: every entry is a header with this prefix.
    #[must_use]
    pub const fn prefix_headers(self, prefix: &'static str) -> Self {
        self.at(Location::PrefixHeaders(prefix))
    }

    /// Binds the member to the status of the response.
    #[must_use]
    pub const fn status_code(self) -> Self {
        self.at(Location::StatusCode)
    }

    /// Binds the member to a part of the HTTP message.
    #[must_use]
    pub const fn at(mut self, location: Location) -> Self {
        self.location = location;
        self
    }

    /// Makes the member required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Makes the member an idempotency token: a random UUID is filled in when it is not set.
    #[must_use]
    pub const fn idempotency_token(mut self) -> Self {
        self.idempotency_token = true;
        self
    }

    /// Makes the member sensitive.
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

/// The part of an HTTP message that a member is bound to: <https://smithy.io/2.0/spec/http-bindings.html>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// A member of the structure in the body.
    Body,
    /// The whole body.
    Payload,
    /// A label of the path.
    Label,
    /// The query parameter of this name.
    Query(&'static str),
    /// Query parameters: every entry of the map is one.
    QueryParams,
    /// The header of this name, in lower case.
    Header(&'static str),
    /// Headers with this prefix, in lower case: every entry of the map is one.
    PrefixHeaders(&'static str),
    /// The status of the response.
    StatusCode,
}

/// The format of a timestamp: <https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampFormat {
    /// `1985-04-12T23:20:50.52Z`
    DateTime,
    /// `Tue, 29 Apr 2014 18:30:38 GMT`
    HttpDate,
    /// Seconds since 1970, as a number.
    EpochSeconds,
}

/// The type of a [`Shape`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A Boolean.
    Boolean,
    /// A whole number.
    Integer,
    /// A floating-point number.
    Float,
    /// A string.
    String,
    /// An enum with these values.
    Enum(&'static [&'static str]),
    /// A blob.
    Blob,
    /// A timestamp.
    Timestamp,
    /// A list.
    List,
    /// A map with strings as keys.
    Map,
    /// A structure; see its [`Schema`].
    Structure,
    /// A union; see its [`Schema`].
    Union,
    /// A value of any form that JSON can have.
    Document,
}

/// What tables need of an enum.
pub trait Enumeration {
    /// All values that the model lists.
    const VALUES: &'static [&'static str];
    /// The names of their variants, in the same order.
    const VARIANTS: &'static [&'static str];
}

/// A regular expression. It has to match somewhere in a string, not the whole of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pattern {
    /// The expression in the model (ECMA-262).
    pub model: &'static str,
    /// The same in the syntax of the crate `regex`; `None` if it has no equivalent there, and is not checked.
    pub regex: Option<&'static str>,
}

/// A shape of the model, with its constraints.
#[derive(Debug)]
pub struct Shape {
    /// The shape's name in the model.
    pub name: &'static str,
    /// The type.
    pub kind: Kind,
    /// Whether values must not be shown.
    pub sensitive: bool,
    /// The format of a timestamp, where it is not the protocol's default.
    pub timestamp_format: Option<TimestampFormat>,
    /// The minimum number of characters, items, entries or bytes.
    pub min_length: Option<u64>,
    /// The maximum number of characters, items, entries or bytes.
    pub max_length: Option<u64>,
    /// The minimum value, as the model writes it.
    pub min: Option<&'static str>,
    /// The maximum value, as the model writes it.
    pub max: Option<&'static str>,
    /// The regular expression that a string must match.
    pub pattern: Option<Pattern>,
    /// Whether all items must differ.
    pub unique_items: bool,
    /// The names of an enum's variants, in the order of its values.
    pub variants: &'static [&'static str],
    /// The shape of a list's items or a map's values.
    pub items: Option<&'static Shape>,
    /// The shape of a map's keys.
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

    /// A Boolean.
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

    /// A string.
    pub const fn string(name: &'static str) -> Self {
        Self::new(name, Kind::String)
    }

    /// An enum with these values.
    pub const fn enumeration(name: &'static str, values: &'static [&'static str]) -> Self {
        Self::new(name, Kind::Enum(values))
    }

    /// The shape of the enum `E`.
    pub const fn enumeration_of<E: Enumeration>(name: &'static str) -> Self {
        let mut shape = Self::enumeration(name, E::VALUES);
        shape.variants = E::VARIANTS;
        shape
    }

    /// A blob.
    pub const fn blob(name: &'static str) -> Self {
        Self::new(name, Kind::Blob)
    }

    /// A timestamp.
    pub const fn timestamp(name: &'static str) -> Self {
        Self::new(name, Kind::Timestamp)
    }

    /// A document.
    pub const fn document(name: &'static str) -> Self {
        Self::new(name, Kind::Document)
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

    /// Sets the minimum number of characters, items, entries or bytes.
    #[must_use]
    pub const fn min_length(mut self, length: u64) -> Self {
        self.min_length = Some(length);
        self
    }

    /// Sets the maximum number of characters, items, entries or bytes.
    #[must_use]
    pub const fn max_length(mut self, length: u64) -> Self {
        self.max_length = Some(length);
        self
    }

    /// Sets the minimum value.
    #[must_use]
    pub const fn min(mut self, value: &'static str) -> Self {
        self.min = Some(value);
        self
    }

    /// Sets the maximum value.
    #[must_use]
    pub const fn max(mut self, value: &'static str) -> Self {
        self.max = Some(value);
        self
    }

    /// Sets the regular expression, which means the same in ECMA-262 and in Rust.
    #[must_use]
    pub const fn pattern(self, pattern: &'static str) -> Self {
        self.translated_pattern(pattern, pattern)
    }

    /// Sets the model's regular expression, and its translation to Rust.
    #[must_use]
    pub const fn translated_pattern(mut self, model: &'static str, regex: &'static str) -> Self {
        self.pattern = Some(Pattern {
            model,
            regex: Some(regex),
        });
        self
    }

    /// Sets the model's regular expression, which has no equivalent in Rust and is not checked.
    #[must_use]
    pub const fn unchecked_pattern(mut self, model: &'static str) -> Self {
        self.pattern = Some(Pattern { model, regex: None });
        self
    }

    /// Requires all items to differ.
    #[must_use]
    pub const fn unique_items(mut self) -> Self {
        self.unique_items = true;
        self
    }

    /// Sets the format of timestamps.
    #[must_use]
    pub const fn timestamp_format(mut self, format: TimestampFormat) -> Self {
        self.timestamp_format = Some(format);
        self
    }

    /// Makes the shape sensitive.
    #[must_use]
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// Whether a value must not be shown: it is sensitive, or its items, values or keys are. As in the official
    /// crates, a list of secrets does not even show its length.
    pub fn hides(&self) -> bool {
        let hides = |part: Option<&Self>| part.is_some_and(Self::hides);
        self.sensitive || hides(self.items) || hides(self.keys)
    }
}

/// The shape of every structure; the rest is in its [`Schema`].
pub static STRUCTURE: Shape = Shape::new("structure", Kind::Structure);

/// The shape of every union; the rest is in its [`Schema`].
pub static UNION: Shape = Shape::new("union", Kind::Union);
