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
#[allow(clippy::cast_possible_truncation, reason = "the bounds are checked just before")]
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
    let whole = to_integer(seconds.floor())?;
    let millis = (seconds - seconds.floor()) * 1000.0;
    let nearest = millis.round();
    let is_exact = seconds.abs() < 1e12 && is_same(millis_to_seconds(seconds, nearest), seconds);
    let millis = to_integer(if is_exact { nearest } else { millis.floor() })?;
    let nanos = u32::try_from(millis.rem_euclid(1000)).ok()? * 1_000_000;
    let whole = whole.checked_add(millis.div_euclid(1000))?;
    Some(DateTime::from_secs_and_nanos(whole, nanos))
}

/// The floating-point number nearest to the whole seconds of `seconds` and so many milliseconds.
fn millis_to_seconds(seconds: f64, millis: f64) -> f64 {
    (seconds.floor() * 1000.0 + millis) / 1000.0
}

fn is_same(one: f64, other: f64) -> bool {
    one.to_bits() == other.to_bits()
}
