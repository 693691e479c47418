//! Values come back as they were, whatever they are.

use std::collections::HashMap;

use aws_smithy_types::{Blob, DateTime};
use proptest::collection::{hash_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use smithwright_runtime::codec::Format;

use crate::support::{Everything, STRUCTURE, read, write};

/// Numbers of every magnitude.
fn whole() -> impl Strategy<Value = i64> {
    prop_oneof![
        any::<i64>(),
        any::<i16>().prop_map(i64::from),
        (0_u32..63).prop_map(|shift| 1 << shift)
    ]
}

/// Text of every kind: any characters, and many that need an escape.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\\x00-\\x7f]{0,40}",
        "[\"\\\\a-z\n]{0,20}"
    ]
}

fn time(nanos: impl Strategy<Value = u32>) -> impl Strategy<Value = DateTime> {
    (-1_000_000_000_000_i64..1_000_000_000_000, nanos)
        .prop_map(|(seconds, nanos)| DateTime::from_secs_and_nanos(seconds, nanos))
}

fn blob() -> impl Strategy<Value = Blob> {
    vec(any::<u8>(), 0..100).prop_map(Blob::new)
}

fn string_map() -> impl Strategy<Value = HashMap<String, String>> {
    hash_map(text(), text(), 0..5)
}

prop_compose! {
    fn flat(millis: bool)(
        (flag, byte, port, size) in (of(any::<bool>()), of(any::<i8>()), of(any::<i32>()), of(whole())),
        (single, double) in (of(any::<f32>()), of(any::<f64>())),
        (name, blob, map) in (of(text()), of(blob()), of(string_map())),
        (list, sparse) in (of(vec(text(), 0..40)), of(vec(of(any::<i32>()), 0..5))),
        time in of(time(if millis {
            (0_u32..1000).prop_map(|millis| millis * 1_000_000).boxed()
        } else {
            (0_u32..1_000_000_000).boxed()
        })),
    ) -> Everything {
        let nested = None;
        Everything { flag, byte, port, size, single, double, name, blob, time, list, sparse, map, nested }
    }
}

fn nested(millis: bool) -> impl Strategy<Value = Everything> {
    flat(millis).prop_recursive(3, 10, 3, move |inner| {
        (flat(millis), vec(inner, 0..3)).prop_map(|(mut outer, inner)| {
            outer.nested = Some(inner);
            outer
        })
    })
}

#[track_caller]
fn check(format: Format, value: &Everything) {
    let bytes = write(format, value, &STRUCTURE);
    let back = read::<Everything>(format, &bytes, &STRUCTURE);
    assert_eq!(back.as_ref().ok(), Some(value), "{:?}", back.as_ref().err());
}

proptest! {
    #[test]
    fn json_keeps_everything(value in nested(false)) {
        check(Format::Json, &value);
    }

    /// All but what is finer than a millisecond, which the protocol cuts off.
    #[test]
    fn cbor_keeps_everything(value in nested(true)) {
        check(Format::Cbor, &value);
    }
}
