//! Compares numbers with the bounds of a range, exactly.
//!
//! A bound is a decimal from the model. A float is compared as the shortest decimal that denotes it, which JSON has on
//! the wire, too: so an `f32` of `0.1` is not above a maximum of `0.1`, as it would be if both became `f64`.
//! Never here: which bounds a shape has.

use std::cmp::Ordering;

/// A number of a request.
#[derive(Debug, Clone, Copy)]
pub(super) enum Number {
    Integer(i64),
    Float(f32),
    Double(f64),
}

impl Number {
    /// Compares with `bound`; `None` for NaN.
    pub(super) fn compare(self, bound: &str) -> Option<Ordering> {
        let (is_nan, infinite) = match self {
            Self::Integer(value) => {
                if let Ok(bound) = bound.parse() {
                    return Some(value.cmp(&bound));
                }
                (false, None)
            }
            Self::Float(value) => (value.is_nan(), value.is_infinite().then_some(value > 0.0)),
            Self::Double(value) => (value.is_nan(), value.is_infinite().then_some(value > 0.0)),
        };
        match infinite {
            _ if is_nan => None,
            Some(true) => Some(Ordering::Greater),
            Some(false) => Some(Ordering::Less),
            None => Some(Decimal::parse(&self.text())?.compare(&Decimal::parse(bound)?)),
        }
    }

    /// The number as a decimal.
    pub(super) fn text(self) -> String {
        match self {
            Self::Integer(value) => value.to_string(),
            Self::Float(value) => value.to_string(),
            Self::Double(value) => value.to_string(),
        }
    }
}

/// `0.d1d2d3... * 10^exponent`, without zeros at either end of the digits.
#[derive(Debug)]
struct Decimal {
    is_negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    fn parse(text: &str) -> Option<Self> {
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse().ok()?),
            None => (text, 0_i64),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let leading = digits.iter().take_while(|digit| **digit == b'0').count();
        let significant = digits.len() - digits.iter().rev().take_while(|d| **d == b'0').count();
        if leading == digits.len() {
            return Some(Self {
                is_negative: false,
                digits: Vec::new(),
                exponent: 0,
            });
        }
        let point = i64::try_from(whole.len()).ok()? - i64::try_from(leading).ok()?;
        Some(Self {
            is_negative,
            digits: digits.get(leading..significant)?.to_vec(),
            exponent: point.saturating_add(exponent),
        })
    }

    /// -1, 0 or 1.
    fn sign(&self) -> i8 {
        match (self.digits.is_empty(), self.is_negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        let magnitude = || {
            let exponents = self.exponent.cmp(&other.exponent);
            exponents.then_with(|| self.digits.cmp(&other.digits))
        };
        self.sign()
            .cmp(&other.sign())
            .then_with(|| match self.sign() {
                0 => Ordering::Equal,
                1 => magnitude(),
                _ => magnitude().reverse(),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(number: Number, bound: &str, expected: Ordering) {
        assert_eq!(
            number.compare(bound),
            Some(expected),
            "{number:?} and {bound}"
        );
    }

    #[test]
    fn whole_numbers() {
        check(Number::Integer(5), "5", Ordering::Equal);
        check(Number::Integer(5), "5.0", Ordering::Equal);
        check(Number::Integer(0), "0.125", Ordering::Less);
        check(Number::Integer(1), "0.125", Ordering::Greater);
        check(Number::Integer(-1), "-0.125", Ordering::Less);
        check(
            Number::Integer(i64::MAX),
            "9223372036854775808",
            Ordering::Less,
        );
        check(
            Number::Integer(i64::MAX),
            "9223372036854775806.5",
            Ordering::Greater,
        );
        check(
            Number::Integer(i64::MIN),
            "-9223372036854775808",
            Ordering::Equal,
        );
        check(Number::Integer(100), "1e2", Ordering::Equal);
        check(Number::Integer(0), "-0.0", Ordering::Equal);
    }

    #[test]
    fn fractions() {
        check(Number::Double(0.125), "0.125", Ordering::Equal);
        check(
            Number::Double(0.125_f64.next_down()),
            "0.125",
            Ordering::Less,
        );
        check(
            Number::Double(0.125_f64.next_up()),
            "0.125",
            Ordering::Greater,
        );
        check(Number::Float(0.1), "0.1", Ordering::Equal);
        check(Number::Double(0.1), "0.1", Ordering::Equal);
        check(Number::Float(0.1_f32.next_down()), "0.1", Ordering::Less);
        check(Number::Double(1e300), "1E+300", Ordering::Equal);
        check(Number::Double(-2.5), "-2.25", Ordering::Less);
        check(Number::Double(f64::INFINITY), "1e999", Ordering::Greater);
        check(Number::Double(f64::NEG_INFINITY), "0", Ordering::Less);
        check(Number::Double(5e-324), "0", Ordering::Greater);
    }

    #[test]
    fn what_cannot_be_compared() {
        assert_eq!(Number::Double(f64::NAN).compare("0"), None);
        assert_eq!(Number::Integer(1).compare("one"), None);
        assert_eq!(Number::Integer(1).compare(""), None);
    }
}
