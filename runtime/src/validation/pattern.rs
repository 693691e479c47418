//! Patterns, each compiled once per process when first needed.
//!
//! Never here: translating ECMA-262, which the generator does.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use crate::regex::{Characters, Regex};

/// Compiled patterns, by address and length of their text, which is static and long to hash; `None` for an invalid
/// one.
type Compiled = HashMap<(usize, usize), Option<Arc<Regex>>>;

/// Whether `regex` matches somewhere in `text`.
///
/// An invalid one matches everything; the generator rejects those.
pub(super) fn matches(regex: &'static str, text: &str) -> bool {
    compiled(regex).is_none_or(|regex| regex.is_match(text))
}

fn compiled(regex: &'static str) -> Option<Arc<Regex>> {
    static COMPILED: OnceLock<RwLock<Compiled>> = OnceLock::new();
    let key = (regex.as_ptr().addr(), regex.len());
    let all = COMPILED.get_or_init(RwLock::default);
    if let Some(found) = all.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return found.clone();
    }
    let new = Regex::new(regex, Characters::Unicode).map(Arc::new);
    let mut all = all.write().unwrap_or_else(PoisonError::into_inner);
    all.entry(key).or_insert(new).clone()
}
