//! Comparing JSON values by what they mean.

use serde_json::Value as Json;

/// Whether two values are equal, `1` and `1.0` being the same number, and a number the same as its nearest
/// 32-bit one.
pub fn same(left: &Json, right: &Json) -> bool {
    match (left, right) {
        (Json::Number(left), Json::Number(right)) => same_number(left, right),
        (Json::Array(left), Json::Array(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| same(left, right))
        }
        (Json::Object(left), Json::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(key, left)| right.get(key).is_some_and(|right| same(left, right)))
        }
        _ => left == right,
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "the comparison of 32-bit numbers"
)]
#[allow(
    clippy::float_cmp,
    reason = "the numbers are to be the same, not close"
)]
fn same_number(left: &serde_json::Number, right: &serde_json::Number) -> bool {
    if left == right {
        return true;
    }
    if left.is_i64() && right.is_i64() {
        return false;
    }
    match (left.as_f64(), right.as_f64()) {
        (Some(left), Some(right)) => left == right || left as f32 == right as f32,
        _ => false,
    }
}
