//! [`Validation`]: how much is checked.
//!
//! Never here: checking.

use aws_smithy_types::config_bag::{Storable, StoreReplace};

/// How much of what the model says about a request is checked before the request is sent.
///
/// The levels are ordered: each checks what those before it check.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Validation {
    /// Nothing.
    Off,
    /// What botocore, and so the AWS CLI, refuses as well: required members at any depth, minimum lengths of texts
    /// and lists, minimum values; and members in the path that would make it another path.
    #[default]
    Standard,
    /// All of that, and what services rather come to allow: minimum lengths of blobs and maps, maximum lengths,
    /// maximum values, patterns, the values of enums, unique items. For those who rather fail in CI than at the
    /// service.
    Strict,
}

impl Storable for Validation {
    type Storer = StoreReplace<Self>;
}
