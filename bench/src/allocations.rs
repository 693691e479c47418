//! Counts what is allocated, between [`start`] and [`stop`].
//!
//! While nothing is counted, an allocation costs one relaxed load more than without this module: times are
//! taken so. Never here: times.

#![allow(
    unsafe_code,
    reason = "an allocator is an unsafe trait; this one only counts and forwards"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

/// How much has been allocated.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Allocated {
    /// How many times the allocator was asked for memory, growing what there is included.
    pub(crate) times: u64,
    /// How many bytes were asked for. Growing counts what it adds.
    pub(crate) bytes: u64,
}

impl Allocated {
    /// What was allocated since `earlier`.
    pub(crate) fn since(self, earlier: Self) -> Self {
        Self {
            times: self.times - earlier.times,
            bytes: self.bytes - earlier.bytes,
        }
    }
}

impl std::ops::AddAssign for Allocated {
    fn add_assign(&mut self, other: Self) {
        self.times += other.times;
        self.bytes += other.bytes;
    }
}

static COUNTING: AtomicBool = AtomicBool::new(false);
static TIMES: AtomicU64 = AtomicU64::new(0);
static BYTES: AtomicU64 = AtomicU64::new(0);

/// Begins to count.
pub(crate) fn start() {
    COUNTING.store(true, Relaxed);
}

/// Stops counting.
pub(crate) fn stop() {
    COUNTING.store(false, Relaxed);
}

/// What has been counted so far.
pub(crate) fn so_far() -> Allocated {
    Allocated {
        times: TIMES.load(Relaxed),
        bytes: BYTES.load(Relaxed),
    }
}

fn count(bytes: usize) {
    if COUNTING.load(Relaxed) {
        TIMES.fetch_add(1, Relaxed);
        BYTES.fetch_add(bytes as u64, Relaxed);
    }
}

/// The system's allocator, counted.
struct Counted;

#[global_allocator]
static ALLOCATOR: Counted = Counted;

// SAFETY: every method hands its arguments to the system's allocator as they came, and returns what that
// returns; counting touches atomics only.
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: the caller keeps the contract, which is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size.saturating_sub(layout.size()));
        // SAFETY: as above.
        unsafe { System.realloc(pointer, layout, size) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }
}
