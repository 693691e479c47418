//! [`UnknownVariantError`]: a string that is not a value of an enum.
//!
//! Never here: which values an enum has.

use std::fmt;
use std::marker::PhantomData;

use crate::value::nearest::{DidYouMean, nearest};
use crate::value::walk::REDACTED;

/// A string that is not a value of an enum in the model.
///
/// `S` is the service, so that programs can tell the errors of two services apart by type.
pub struct UnknownVariantError<S = ()> {
    unknown: Unknown,
    service: PhantomData<fn() -> S>,
}

/// What an [`UnknownVariantError`] holds, whatever the service.
#[derive(Clone, PartialEq, Eq)]
struct Unknown {
    /// The string; `None` if it must not be shown.
    value: Option<String>,
    name: &'static str,
    nearest: Vec<&'static str>,
}

impl<S> UnknownVariantError<S> {
    /// `value` is not one of the `values` of the enum `name`.
    #[doc(hidden)]
    pub fn new(
        value: &str,
        name: &'static str,
        values: &[&'static str],
        is_sensitive: bool,
    ) -> Self {
        let nearest = if is_sensitive {
            Vec::new()
        } else {
            nearest(value, values)
        };
        let unknown = Unknown {
            value: (!is_sensitive).then(|| value.to_owned()),
            name,
            nearest,
        };
        Self {
            unknown,
            service: PhantomData,
        }
    }

    /// The string; `None` if the enum is sensitive.
    pub fn value(&self) -> Option<&str> {
        self.unknown.value.as_deref()
    }

    /// The enum's name.
    pub fn enum_name(&self) -> &'static str {
        self.unknown.name
    }

    /// The values that may have been meant.
    pub fn nearest(&self) -> &[&'static str] {
        &self.unknown.nearest
    }
}

impl<S> Clone for UnknownVariantError<S> {
    fn clone(&self) -> Self {
        Self {
            unknown: self.unknown.clone(),
            service: PhantomData,
        }
    }
}

impl<S> PartialEq for UnknownVariantError<S> {
    fn eq(&self, other: &Self) -> bool {
        self.unknown == other.unknown
    }
}

impl<S> Eq for UnknownVariantError<S> {}

impl<S> fmt::Debug for UnknownVariantError<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownVariantError")
            .field("value", &self.value().unwrap_or(REDACTED))
            .finish()
    }
}

impl<S> fmt::Display for UnknownVariantError<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Unknown {
            value,
            name,
            nearest,
        } = &self.unknown;
        match value {
            Some(value) => write!(f, "unknown {name}: {value:?}")?,
            None => write!(f, "unknown {name}")?,
        }
        write!(f, "{}", DidYouMean::from(nearest.as_slice()))
    }
}

impl<S> std::error::Error for UnknownVariantError<S> {}
