//! `serde` of everything that a generated crate states by a table. With the feature `serde` only.
//!
//! A structure is a map from wire names to what is set of it; wherever else than in the body the protocol
//! puts a member, here it stands beside the others. Values are as the protocol's JSON has them, in every
//! format, human-readable or not: enums and blobs (base64) are text, timestamps seconds since 1970 unless
//! their shape says otherwise, floats without a number `NaN`, `Infinity` and `-Infinity`, an unset item of
//! a list null. A number has 64 bits: of a timestamp the microseconds survive, nanoseconds may not.
//!
//! Reading is that of a response: members that the table does not know are passed over, nulls are absent,
//! the last of two wins, a required member that is not there is blank ([`Value::blank`](crate::value::Value::blank)), nothing is nested
//! deeper than [`MAX_DEPTH`](crate::codec::MAX_DEPTH), and no error shows a value. The format has to
//! describe itself, as JSON and CBOR do and bincode does not.
//!
//! A file that a person wrote may misspell a member, which would be passed over in silence: read it as a
//! `Strict` structure, which refuses members that the table does not know. `serde_json` reads
//! `Strict<CreateGameSessionInput>` as it reads `CreateGameSessionInput`.
//!
//! **Sensitive members are written as they are**: a secret is no less one for being serialised. Neither the
//! request id of an output nor the metadata of an error is a member.
//! Never here: any one format, and what a call sends; see [`crate::codec`].

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

/// What the macros name. No part of the API.
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
