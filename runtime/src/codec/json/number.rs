//! JSON numbers as decimal digits, so that whole numbers and timestamps lose nothing on the way.
//!
//! Never here: bytes around a number, floating-point arithmetic.

use std::num::ParseFloatError;

/// A number as it is spelled.
#[derive(Debug)]
pub(super) struct Number<'a> {
    /// All of it.
    pub(super) text: &'a str,
    /// Whether it begins with a minus.
    pub(super) negative: bool,
    /// The digits before the point.
    pub(super) whole: &'a [u8],
    /// The digits after the point.
    pub(super) fraction: &'a [u8],
    /// The power of ten, saturated.
    pub(super) exponent: i64,
}

/// A number times a power of ten.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scaled {
    /// Its whole part.
    pub(super) value: i128,
    /// Whether there is more of it than the whole part.
    pub(super) cut: bool,
}

impl Number<'_> {
    /// This number times ten to the power of `scale`; `None` if it is beyond all reason.
    pub(super) fn scaled(&self, scale: i64) -> Option<Scaled> {
        let length = i64::try_from(self.whole.len()).ok()?;
        let kept = length.saturating_add(self.exponent).saturating_add(scale);
        let count = usize::try_from(kept).unwrap_or(0);
        let digits = || self.whole.iter().chain(self.fraction);
        let cut = digits().skip(count).any(|digit| *digit != b'0');
        let magnitude = if count <= 19 {
            i128::from(accumulate(digits(), count))
        } else {
            accumulate_checked(digits(), count)?
        };
        let value = if self.negative { -magnitude } else { magnitude };
        Some(Scaled { value, cut })
    }

    /// The nearest floating-point number, infinite if it is too large.
    pub(super) fn parse<T: std::str::FromStr<Err = ParseFloatError>>(&self) -> Option<T> {
        self.text.parse().ok()
    }
}

fn value_of(digit: u8) -> u8 {
    digit.wrapping_sub(b'0')
}

/// The first `count` digits, filled up with zeros. Nineteen always fit.
fn accumulate<'a>(digits: impl Iterator<Item = &'a u8>, count: usize) -> u64 {
    let padded = digits.copied().chain(std::iter::repeat(b'0'));
    padded.take(count).fold(0_u64, |value, digit| {
        value
            .wrapping_mul(10)
            .wrapping_add(u64::from(value_of(digit)))
    })
}

/// The first `count` digits, filled up with zeros.
#[cold]
fn accumulate_checked<'a>(digits: impl Iterator<Item = &'a u8>, count: usize) -> Option<i128> {
    let mut value = 0_i128;
    let mut missing = count;
    for digit in digits.take(count) {
        value = value
            .checked_mul(10)?
            .checked_add(i128::from(value_of(*digit)))?;
        missing -= 1;
    }
    while value != 0 && missing > 0 {
        value = value.checked_mul(10)?;
        missing -= 1;
    }
    Some(value)
}
