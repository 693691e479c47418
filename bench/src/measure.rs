//! Measures two sides against each other.
//!
//! A round lets each side make the same number of calls, one side right after the other, and the next round
//! the other way round: whatever else the machine does hits both. The ratio is the median of the rounds'
//! ratios. Never here: what is called.

use std::time::Duration;

use crate::allocations::{self, Allocated};
use crate::cost::Cost;

/// Makes so many calls and says what they have cost.
pub(crate) type Calls<'a> = &'a dyn Fn(u32) -> Cost;

/// How long a side's part of a round takes, about.
const PART: Duration = Duration::from_millis(2);

/// How many calls are made before any is measured.
const WARM_UP: u32 = 50;

/// How many calls allocations are counted over.
const COUNTED: u32 = 20;

/// What one call of a side costs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Each {
    /// The median of the rounds, in nanoseconds.
    pub(crate) nanoseconds: f64,
    /// What it allocates.
    pub(crate) allocations: f64,
    /// How many bytes it allocates.
    pub(crate) bytes: f64,
}

/// One side against another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Comparison {
    /// The one.
    pub(crate) first: Each,
    /// The other.
    pub(crate) second: Each,
    /// The time of the first in terms of the second.
    pub(crate) ratio: Interval,
}

/// A median, and the interval in which it is with a confidence of 95 percent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Interval {
    /// The lower end.
    pub(crate) low: f64,
    /// The median.
    pub(crate) median: f64,
    /// The upper end.
    pub(crate) high: f64,
}

/// Measures both sides in so many rounds.
pub(crate) fn compare(first: Calls<'_>, second: Calls<'_>, rounds: u32) -> Comparison {
    let calls = calls_per_part(first, second);
    let mut times = Vec::new();
    for round in 0..rounds {
        let both = if round % 2 == 0 {
            let first = nanoseconds(first(calls), calls);
            (first, nanoseconds(second(calls), calls))
        } else {
            let second = nanoseconds(second(calls), calls);
            (nanoseconds(first(calls), calls), second)
        };
        times.push(both);
    }
    let times_of = |side: fn(&(f64, f64)) -> f64| interval(times.iter().map(side)).median;
    Comparison {
        first: each(times_of(|round| round.0), first),
        second: each(times_of(|round| round.1), second),
        ratio: interval(times.iter().map(|(first, second)| first / second)),
    }
}

/// As many calls as take a part of a round, the same on both sides.
fn calls_per_part(first: Calls<'_>, second: Calls<'_>) -> u32 {
    let begun = std::time::Instant::now();
    for side in [first, second] {
        side(WARM_UP);
    }
    let one = begun.elapsed() / (2 * WARM_UP);
    let calls = PART.as_nanos() / one.as_nanos().max(1);
    u32::try_from(calls).unwrap_or(u32::MAX).max(1)
}

fn nanoseconds(cost: Cost, calls: u32) -> f64 {
    cost.time.as_secs_f64() * 1e9 / f64::from(calls)
}

fn each(nanoseconds: f64, side: Calls<'_>) -> Each {
    let Allocated { times, bytes } = counted(side);
    Each {
        nanoseconds,
        allocations: per_counted_call(times),
        bytes: per_counted_call(bytes),
    }
}

fn counted(side: Calls<'_>) -> Allocated {
    allocations::start();
    let cost = side(COUNTED);
    allocations::stop();
    cost.allocated
}

#[allow(clippy::cast_precision_loss, reason = "far from the limits of a float")]
fn per_counted_call(number: u64) -> f64 {
    number as f64 / f64::from(COUNTED)
}

/// The median and its interval, which order statistics give whatever the distribution.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "indices into a short list"
)]
fn interval(values: impl Iterator<Item = f64>) -> Interval {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    let at = |index: f64| {
        let index = index.clamp(0.0, last as f64) as usize;
        values.get(index).copied().unwrap_or(f64::NAN)
    };
    let (middle, spread) = (last as f64 / 2.0, 0.98 * (values.len() as f64).sqrt());
    Interval {
        low: at((middle - spread).floor()),
        median: f64::midpoint(at(middle.floor()), at(middle.ceil())),
        high: at((middle + spread).ceil()),
    }
}

#[cfg(test)]
mod tests {
    use super::interval;

    #[track_caller]
    fn check(values: &[f64], low: f64, median: f64, high: f64) {
        let found = interval(values.iter().copied());
        let found = [found.low, found.median, found.high];
        assert!(
            found
                .iter()
                .zip([low, median, high])
                .all(|(found, expected)| (found - expected).abs() < 1e-9),
            "{found:?}"
        );
    }

    #[test]
    fn a_median_has_its_interval_around_it() {
        check(&[2.0], 2.0, 2.0, 2.0);
        check(&[4.0, 1.0], 1.0, 2.5, 4.0);
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        check(&hundred, 40.0, 50.5, 61.0);
    }
}
