//! Implements `serde` for structures and enums, with the feature `serde`.
//!
//! A structure is serialised as a map of the members that are set, by their wire names, wherever the protocol binds
//! them. In every format, human-readable or not, values look as in the protocol's JSON: enums and blobs (base64) are
//! strings, timestamps are seconds since 1970 unless their shape says otherwise, floats without a number are `NaN`,
//! `Infinity` and `-Infinity`, and an item of a list that is not set is null. Numbers have 64 bits, so a timestamp
//! keeps its microseconds but may lose its nanoseconds.
//!
//! Deserialising follows the rules for responses: unknown members are skipped, nulls are not set, of two equal members
//! the last counts, a missing required member is blank ([`Value::blank`](crate::value::Value::blank)), nothing is
//! nested deeper than [`MAX_DEPTH`](crate::codec::MAX_DEPTH), and no error shows a value. The format must be
//! self-describing, as JSON and CBOR are and bincode is not.
//!
//! In a file written by hand, a misspelt member would be skipped silently. Read such a file as a `Strict` structure,
//! which rejects unknown members. `serde_json` reads `Strict<CreateGameSessionInput>` as it reads
//! `CreateGameSessionInput`.
//!
//! **Sensitive members are written as they are.** The request id of an output and the metadata of an error are not
//! members, and are not written.
//! Never here: any one format, or what a call sends ([`crate::codec`]).

#[cfg(feature = "serde")]
mod deserialize;
#[cfg(feature = "serde")]
mod json;
#[cfg(feature = "serde")]
mod serialize;
#[cfg(feature = "serde")]
mod strict;

#[cfg(feature = "serde")]
pub use deserialize::deserialize;
#[cfg(feature = "serde")]
pub use serialize::serialize;
#[cfg(feature = "serde")]
pub use strict::Strict;

/// What the macros need. Not part of the API.
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
