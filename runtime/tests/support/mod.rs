//! What the protocol tests share: structures made at run time out of botocore's JSON, and a CBOR decoder
//! that owes nothing to the one under test.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "every test binary uses a part of it"
)]

pub mod cbor;
pub mod dynamic;
pub mod json;
