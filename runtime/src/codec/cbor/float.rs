//! Floating-point numbers that Rust has no exact type or conversion for.
//!
//! Never here: bytes of a body.

use aws_smithy_types::DateTime;

/// The value of a 16-bit floating-point number (IEEE 754 binary16).
pub(super) fn from_half(bits: u16) -> f32 {
    let sign = u32::from(bits >> 15) << 31;
    let exponent = u32::from(bits >> 10) & 0x1f;
    let fraction = u32::from(bits) & 0x3ff;
    match exponent {
        // Below 2^-14, fractions are in steps of 2^-24.
        0 => {
            let magnitude = f32::from(bits & 0x3ff) / 16_777_216.0;
            f32::from_bits(magnitude.to_bits() | sign)
        }
        0x1f => f32::from_bits(sign | 0x7f80_0000 | (fraction << 13)),
        _ => f32::from_bits(sign | ((exponent + 112) << 23) | (fraction << 13)),
    }
}

/// `number` as a whole number, if it is one that fits.
#[allow(
    clippy::cast_possible_truncation,
    reason = "the bounds are checked just before"
)]
pub(super) fn to_integer(number: f64) -> Option<i64> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    let fits = (-LIMIT..LIMIT).contains(&number) && number.fract() == 0.0;
    fits.then_some(number as i64)
}

/// The point in time so many seconds after 1970, cut to milliseconds.
///
/// Seconds that were milliseconds before they became a floating-point number are those milliseconds again:
/// 0.123 may be a little less than 123 thousandths, and must not become 122.
pub(super) fn to_date_time(seconds: f64) -> Option<DateTime> {
    let floor = seconds.floor();
    let millis = (seconds - floor) * 1000.0;
    let nearest = millis.round();
    let off = (floor * 1000.0 + nearest) / 1000.0 - seconds;
    let is_rounding = off.abs() <= f64::EPSILON * seconds.abs().max(1.0);
    let millis = to_integer(if is_rounding { nearest } else { millis.floor() })?;
    let nanos = u32::try_from(millis.rem_euclid(1000)).ok()? * 1_000_000;
    let whole = to_integer(floor)?.checked_add(millis.div_euclid(1000))?;
    Some(DateTime::from_secs_and_nanos(whole, nanos))
}
