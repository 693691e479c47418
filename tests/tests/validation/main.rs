//! Validation of the generated crates: every constraint of both models at its borders, the cases that
//! botocore computed, and what a caller sees of it. The walk's own tests are the runtime's.

#![allow(
    clippy::cast_possible_truncation,
    reason = "the bounds of whole numbers are whole, and small"
)]

mod borders;
mod calls;
mod enums;
mod minimal;
mod model;
mod random;
mod recorded;
mod texts;
