//! Rust types as a file writes them, and the kinds that the table macros take.
//!
//! Never here: which type a member has; that is decided in [`crate::lower`].

use crate::api::{Member, RustType};

/// The types of std by whose last names files call them.
const STD: [&str; 5] = ["Box", "HashMap", "Option", "String", "Vec"];

/// How one file spells types: by their last name, unless the file defines a type of that name itself.
/// A service may well call something `Option`.
#[derive(Default)]
pub(super) struct Spelling<'f> {
    own: Vec<&'f str>,
}

impl<'f> Spelling<'f> {
    /// The spelling of a file that defines these types.
    pub(super) fn beside(own: impl IntoIterator<Item = &'f str>) -> Self {
        Self {
            own: own.into_iter().collect(),
        }
    }

    /// Whether the last name of a path can stand for it. Those of std stand for theirs together or not at all,
    /// because `structure!` sees by them what a field holds.
    fn is_short(&self, path: &str) -> bool {
        let name = last_name(path);
        if STD.contains(&name) {
            return !STD.iter().any(|name| self.own.contains(name));
        }
        !self.own.contains(&name)
    }

    /// Those of the paths that have to be imported for their last names to stand for them.
    pub(super) fn imports<'p>(&self, paths: &[&'p str]) -> Vec<&'p str> {
        let paths = paths.iter().copied();
        paths.filter(|path| self.is_short(path)).collect()
    }

    /// A path, or its last name where that can stand for it. The name has to be in the prelude or
    /// imported.
    pub(super) fn path<'p>(&self, path: &'p str) -> &'p str {
        if self.is_short(path) {
            last_name(path)
        } else {
            path
        }
    }

    /// `String`
    pub(super) fn string(&self) -> &'static str {
        self.path("::std::string::String")
    }

    /// `Option` of a type.
    pub(super) fn option(&self, of: &str) -> String {
        format!("{}<{of}>", self.path("::std::option::Option"))
    }

    fn boxed(&self, of: &str) -> String {
        format!("{}<{of}>", self.path("::std::boxed::Box"))
    }

    /// The type of a value.
    pub(super) fn value(&self, value: &RustType) -> String {
        match value {
            RustType::String => self.string().to_owned(),
            RustType::Boolean => "bool".to_owned(),
            RustType::Integer(bits) => format!("i{bits}"),
            RustType::Float(bits) => format!("f{bits}"),
            RustType::Blob => "crate::primitives::Blob".to_owned(),
            RustType::DateTime => "crate::primitives::DateTime".to_owned(),
            RustType::Document => "crate::primitives::Document".to_owned(),
            RustType::Enum(name) | RustType::Structure(name) => format!("crate::types::{name}"),
            RustType::List { item, sparse } => {
                let (vec, item) = (self.path("::std::vec::Vec"), self.element(item, *sparse));
                format!("{vec}<{item}>")
            }
            RustType::Map { key, value, sparse } => {
                let (key, value) = (self.key(key.as_deref()), self.element(value, *sparse));
                let map = if self.is_short("::std::collections::HashMap") {
                    "std::collections::HashMap"
                } else {
                    "::std::collections::HashMap"
                };
                format!("{map}<{key}, {value}>")
            }
        }
    }

    /// The type of a map's keys: an enum or text.
    fn key(&self, key: Option<&str>) -> String {
        match key {
            Some(name) => format!("crate::types::{name}"),
            None => self.string().to_owned(),
        }
    }

    fn element(&self, element: &RustType, sparse: bool) -> String {
        let value = self.value(element);
        if sparse { self.option(&value) } else { value }
    }

    /// The type of a member's field.
    pub(super) fn field(&self, member: &Member) -> String {
        if member.optional {
            self.slot(member)
        } else {
            self.held(member)
        }
    }

    /// What a builder holds for a member.
    pub(super) fn slot(&self, member: &Member) -> String {
        self.option(&self.held(member))
    }

    fn held(&self, member: &Member) -> String {
        let value = self.value(&member.value);
        if member.boxed {
            self.boxed(&value)
        } else {
            value
        }
    }

    /// What the accessor of a member returns.
    pub(super) fn accessor(&self, member: &Member) -> String {
        let borrowed = match &member.value {
            RustType::List { item, sparse } => {
                return format!("&[{}]", self.element(item, *sparse));
            }
            RustType::Boolean | RustType::Integer(_) | RustType::Float(_) => {
                self.value(&member.value)
            }
            RustType::String => "&str".to_owned(),
            other => format!("&{}", self.value(other)),
        };
        if member.optional {
            self.option(&borrowed)
        } else {
            borrowed
        }
    }

    /// What the method for a required member gives a reference to.
    pub(super) fn required(&self, member: &Member) -> String {
        match &member.value {
            RustType::List { item, sparse } => format!("[{}]", self.element(item, *sparse)),
            RustType::String => "str".to_owned(),
            other => self.value(other),
        }
    }

    /// The parameters of a member's setter.
    pub(super) fn setter(&self, member: &Member) -> String {
        match &member.value {
            RustType::List { item, sparse } => format!("input: {}", self.argument(item, *sparse)),
            RustType::Map { key, value, sparse } => {
                let value = self.argument(value, *sparse);
                let text = self.key(key.as_deref());
                match key {
                    Some(_) => format!("key: {text}, value: {value}"),
                    None => format!("key: impl Into<{text}>, value: {value}"),
                }
            }
            _ if member.boxed => format!("input: impl Into<{}>", self.held(member)),
            other => format!("input: {}", self.argument(other, false)),
        }
    }

    fn argument(&self, value: &RustType, sparse: bool) -> String {
        match value {
            RustType::String if !sparse => format!("impl Into<{}>", self.string()),
            other => self.element(other, sparse),
        }
    }
}

fn last_name(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}
