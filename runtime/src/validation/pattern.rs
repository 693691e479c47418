//! Patterns, compiled once in a process, when they are first needed.
//!
//! Never here: their translation from ECMA-262, which is the generator's.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use crate::regex::{Characters, Regex};

/// By the address and the length of their text, which is static, and much longer than those; `None` for
/// what is no regular expression.
type Compiled = HashMap<(usize, usize), Option<Arc<Regex>>>;

/// Whether `regex` matches somewhere in `text`.
///
/// One that does not compile matches everything: the generator let none of them pass.
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
