//! Checks a whole model: the gate between loading and lowering.
//!
//! A model that passes has no dangling reference, no binding that cannot be sent and no rule that
//! cannot be evaluated, so lowering and emitting need no error paths. Each module here has one
//! function that looks at one aspect and reports all it finds.
//!
//! Never here: repairs, and anything about how a model was read.

mod checker;
mod constraints;
mod endpoint_rules;
mod http;
mod names;
mod pages;
mod recursion;
mod references;
mod sizes;
mod texts;
mod waiters;

use std::path::Path;

use crate::model::Model;
use crate::problem::Problem;
use checker::Checker;

/// Every problem of `model`. Places are those of `file`, a service document in botocore's form, and of
/// the documents beside it.
pub fn check(file: &Path, model: &Model) -> Vec<Problem> {
    let mut checker = Checker::new(file, model);
    names::check(&mut checker);
    references::check(&mut checker);
    sizes::check(&mut checker);
    constraints::check(&mut checker);
    texts::check(&mut checker);
    http::check(&mut checker);
    recursion::check(&mut checker);
    pages::check(&mut checker);
    waiters::check(&mut checker);
    endpoint_rules::check(&mut checker);
    checker.problems
}
