//! Reads the user CPU time of child processes.
//!
//! Never here: what the children do.

use std::fs;
use std::time::Duration;

use super::cargo::Error;

const SOURCE: &str = "/proc/self/stat";

/// One tick of the times in `/proc`: the kernel's interface says so, whatever its own clock does.
const TICK: Duration = Duration::from_millis(10);

/// Where the time is among the fields that follow the program's name: `cutime` in `proc_pid_stat(5)`.
const FIELD: usize = 13;

/// The user CPU of all child processes that have ended and were waited for, with their children.
pub(super) fn of_children() -> Result<Duration, Error> {
    let stat = fs::read_to_string(SOURCE).map_err(|error| {
        Error::new(
            format!("cannot read {SOURCE}, where CPU times are taken from"),
            error,
        )
    })?;
    ticks(&stat)
        .map(|ticks| TICK * ticks)
        .ok_or_else(|| Error::new(SOURCE, "has no CPU time of children"))
}

/// The name is in parentheses and may hold anything, parentheses included.
fn ticks(stat: &str) -> Option<u32> {
    let (_, fields) = stat.rsplit_once(')')?;
    fields.split_ascii_whitespace().nth(FIELD)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_is_found_behind_any_name() {
        let stat = "77 (a) b (c)) S 1 77 77 0 -1 4194304 9 8 7 6 11 12 1234 56 20 0 1 0 99";
        assert_eq!(ticks(stat), Some(1234));
        assert_eq!(ticks("77 (a"), None);
        assert_eq!(ticks("77 (a) S 1"), None);
    }
}
