//! The table that is printed.
//!
//! Never here: judging by more than a number against its limit.

use crate::measure::{Comparison, Each, Interval};

/// The lines above the cases, with what the two sides are.
pub(crate) fn heading(first: &str, second: &str) -> String {
    let first = line([
        "", first, second, "ratio", "95 %", "target", "", "allocs", second, "KiB", second,
    ]);
    format!("{first}\n{}", "-".repeat(first.chars().count()))
}

/// The line of a case.
pub(crate) fn row(name: &str, found: &Comparison, limit: f64) -> String {
    let Comparison {
        first,
        second,
        ratio,
    } = found;
    line([
        name,
        &time(first),
        &time(second),
        &format!("{:.2}", ratio.median),
        &format!("{:.2}-{:.2}", ratio.low, ratio.high),
        &format!("<= {limit:.2}"),
        verdict(ratio, limit),
        &format!("{:.0}", first.allocations),
        &format!("{:.0}", second.allocations),
        &format!("{:.1}", first.bytes / 1024.0),
        &format!("{:.1}", second.bytes / 1024.0),
    ])
}

fn line(cells: [&str; 11]) -> String {
    let [
        name,
        first,
        second,
        ratio,
        interval,
        target,
        verdict,
        rest @ ..,
    ] = cells;
    let [allocations, second_allocations, size, second_size] = rest;
    format!(
        "{name:<44} {first:>10} {second:>10} {ratio:>6} {interval:>10}  {target:<8} {verdict:<8} \
         {allocations:>7} {second_allocations:>9} {size:>7} {second_size:>9}"
    )
}

fn time(each: &Each) -> String {
    format!("{:.2} us", each.nanoseconds / 1000.0)
}

fn verdict(ratio: &Interval, limit: f64) -> &'static str {
    if ratio.high <= limit {
        "met"
    } else if ratio.low > limit {
        "missed"
    } else {
        "at limit"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_met_only_beyond_doubt() {
        let ratio = Interval {
            low: 0.4,
            median: 0.5,
            high: 0.6,
        };
        assert_eq!(verdict(&ratio, 0.7), "met");
        assert_eq!(verdict(&ratio, 0.5), "at limit");
        assert_eq!(verdict(&ratio, 0.3), "missed");
    }

    #[test]
    fn heading_and_rows_line_up() {
        let each = Each {
            nanoseconds: 1500.0,
            allocations: 10.0,
            bytes: 2048.0,
        };
        let ratio = Interval {
            low: 0.4,
            median: 0.5,
            high: 0.6,
        };
        let found = Comparison {
            first: each,
            second: each,
            ratio,
        };
        let row = row("a case", &found, 1.0);
        assert!(row.contains("1.50 us"), "{row}");
        assert_eq!(
            heading("ours", "official").lines().map(str::len).max(),
            Some(row.len()),
            "{row}"
        );
    }
}
