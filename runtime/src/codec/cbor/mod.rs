//! CBOR (RFC 8949) as Smithy RPC v2 has it:
//! <https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html>.
//!
//! The writer writes the same bytes as the official crates. The reader accepts everything that RFC 8949 calls
//! well-formed. Timestamps have tag 1; other tags are ignored.
//! Never here: JSON, schemas.

mod float;
mod read;
mod write;

pub(super) use read::Source;

/// The major types: the upper three bits of an item's first byte.
mod major {
    pub(super) const UNSIGNED: u8 = 0;
    pub(super) const NEGATIVE: u8 = 1;
    pub(super) const BYTES: u8 = 2;
    pub(super) const TEXT: u8 = 3;
    pub(super) const LIST: u8 = 4;
    pub(super) const MAP: u8 = 5;
    pub(super) const TAG: u8 = 6;
    pub(super) const SIMPLE: u8 = 7;
}

/// What follows a head: the lower five bits of an item's first byte.
mod info {
    pub(super) const ONE_BYTE: u8 = 24;
    pub(super) const TWO_BYTES: u8 = 25;
    pub(super) const FOUR_BYTES: u8 = 26;
    pub(super) const EIGHT_BYTES: u8 = 27;
    pub(super) const INDEFINITE: u8 = 31;
}

const FALSE: u8 = 0xf4;
const TRUE: u8 = 0xf5;
const NULL: u8 = 0xf6;
const UNDEFINED: u8 = 0xf7;
const BREAK: u8 = 0xff;
