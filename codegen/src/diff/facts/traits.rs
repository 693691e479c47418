//! Differences between the traits that shapes and members share.
//!
//! Never here: which of them a caller notices.

use super::constraints::timestamp_format;
use super::found::Found;
use crate::diff::changes::Subject;
use crate::diff::kind::Kind;
use crate::json::Pointer;
use crate::model::{Bounds, Deprecated, Traits};

/// Compares the traits of what stands at `at`.
pub(super) fn compare(
    subject: &Subject,
    at: &dyn Fn() -> Pointer,
    (old, new): (&Traits, &Traits),
    found: &mut Found<'_>,
) {
    if old == new {
        return;
    }
    let key = |key: &'static str| move || at().key(key);
    bounds(
        [Kind::MinimumLengthChanged, Kind::MaximumLengthChanged],
        subject,
        at,
        (old.length.as_ref(), new.length.as_ref()),
        found,
    );
    bounds(
        [Kind::MinimumValueChanged, Kind::MaximumValueChanged],
        subject,
        at,
        (old.range.as_ref(), new.range.as_ref()),
        found,
    );
    let patterns = (old.pattern.as_ref(), new.pattern.as_ref());
    found.change_option(
        Kind::PatternChanged,
        subject,
        &key("pattern"),
        patterns,
        String::clone,
    );
    let mut flag = |kind, name: &'static str, flags| {
        found.change_flag(kind, subject, &key(name), flags);
    };
    let flags = (old.unique_items, new.unique_items);
    flag(Kind::UniqueItemsChanged, "uniqueItems", flags);
    flag(Kind::SparseChanged, "sparse", (old.sparse, new.sparse));
    let flags = (old.sensitive, new.sensitive);
    flag(Kind::SensitiveChanged, "sensitive", flags);
    let deprecated = (old.deprecated.as_ref(), new.deprecated.as_ref());
    deprecation(subject, at, deprecated, found);
    found.change_option(
        Kind::TimestampFormatChanged,
        subject,
        &key("timestampFormat"),
        (old.timestamp_format.as_ref(), new.timestamp_format.as_ref()),
        |format| timestamp_format(*format).to_owned(),
    );
    let types = (old.media_type.as_ref(), new.media_type.as_ref());
    found.change_option(
        Kind::MediaTypeChanged,
        subject,
        &key("mediaType"),
        types,
        String::clone,
    );
}

fn bounds<T: PartialEq + ToString>(
    [min, max]: [Kind; 2],
    subject: &Subject,
    at: &dyn Fn() -> Pointer,
    (old, new): (Option<&Bounds<T>>, Option<&Bounds<T>>),
    found: &mut Found<'_>,
) {
    let least = |bounds: Option<&Bounds<T>>| bounds.and_then(|b| b.min.as_ref().map(T::to_string));
    let most = |bounds: Option<&Bounds<T>>| bounds.and_then(|b| b.max.as_ref().map(T::to_string));
    let (was, is) = (least(old), least(new));
    let values = (was.as_ref(), is.as_ref());
    found.change_option(min, subject, &|| at().key("min"), values, String::clone);
    let (was, is) = (most(old), most(new));
    let values = (was.as_ref(), is.as_ref());
    found.change_option(max, subject, &|| at().key("max"), values, String::clone);
}

/// Compares what says that something should no longer be used.
pub(super) fn deprecation(
    subject: &Subject,
    at: &dyn Fn() -> Pointer,
    (old, new): (Option<&Deprecated>, Option<&Deprecated>),
    found: &mut Found<'_>,
) {
    let (kind, pointer) = match (old, new) {
        _ if old == new => return,
        (None, _) => (Kind::DeprecationAdded, at().key("deprecated")),
        (_, None) => (Kind::DeprecationRemoved, at().key("deprecated")),
        (Some(old), Some(new)) if old.message != new.message => {
            (Kind::DeprecationChanged, at().key("deprecatedMessage"))
        }
        _ => (Kind::DeprecationChanged, at().key("deprecatedSince")),
    };
    found.add(
        kind,
        subject.clone(),
        pointer,
        old.map(reason),
        new.map(reason),
    );
}

fn reason(deprecated: &Deprecated) -> String {
    let since = deprecated.since.as_ref();
    let since = since.map(|since| format!("since {since}"));
    let parts: Vec<_> = since
        .into_iter()
        .chain(deprecated.message.clone())
        .collect();
    if parts.is_empty() {
        "deprecated".to_owned()
    } else {
        parts.join(": ")
    }
}
