//! [`Validation`]: the levels of validation.
//!
//! Never here: checking anything.

use aws_smithy_types::config_bag::{Storable, StoreReplace};

/// How much of a request is checked against the model before it is sent.
///
/// The levels are ordered: each one checks all that the levels before it check.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Validation {
    /// Nothing.
    Off,
    /// What botocore and the AWS CLI check, too: required members at any depth, minimum lengths of strings and lists,
    /// minimum values. Also labels that would change the path of the request.
    #[default]
    Standard,
    /// All constraints, also those that services tend to relax: minimum lengths of blobs and maps, maximum lengths,
    /// maximum values, patterns, enum values, unique items. Use it to fail in CI rather than at the service.
    Strict,
}

impl Storable for Validation {
    type Storer = StoreReplace<Self>;
}
