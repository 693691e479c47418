//! What strangers may bring ends in an error, and takes no more memory than it has bytes.

use gamelift::operation::create_game_session::CreateGameSessionInput;
use serde::de::value::{Error, MapDeserializer};
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

/// A list of lists without an end in any direction, whose lengths are lies.
#[derive(Clone, Copy)]
struct Endless;

impl<'de> Deserializer<'de> for Endless {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> SeqAccess<'de> for Endless {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        seed.deserialize(Self).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(usize::MAX)
    }
}

impl IntoDeserializer<'_, Error> for Endless {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// The error of an input with one member.
#[track_caller]
fn error_of(name: &str, content: Endless) -> String {
    let input = MapDeserializer::new([(name, content)].into_iter());
    let input = CreateGameSessionInput::deserialize(input);
    input.expect_err("it has no end").to_string()
}

#[track_caller]
fn check_refused<E>(result: &Result<CreateGameSessionInput, E>) {
    assert!(result.is_err());
}

#[test]
fn nesting_has_a_limit() {
    assert_eq!(
        error_of("New", Endless),
        "expected at most 128 levels, found a deeper one"
    );
    assert_eq!(
        error_of("GameProperties", Endless),
        "GameProperties[0]: expected an object, found a list"
    );
}

#[test]
fn formats_are_refused_in_time() {
    let nested = |depth: usize| format!(r#"{{"New":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    let deepest: Result<CreateGameSessionInput, _> = serde_json::from_str(&nested(126));
    assert!(deepest.is_ok());
    check_refused(&serde_json::from_str(&nested(100_000)));
    check_refused(&ciborium::from_reader(&*vec![0x81; 100_000]));
}

#[test]
fn lengths_are_not_trusted() {
    // {"GameProperties": a list of 2^62 items, of which there are none}
    let mut list = b"\xa1\x6eGameProperties\x9b".to_vec();
    list.extend_from_slice(&(1_u64 << 62).to_be_bytes());
    check_refused(&ciborium::from_reader(&*list));
    // A map of as many entries.
    let mut map = vec![0xbb];
    map.extend_from_slice(&(1_u64 << 62).to_be_bytes());
    check_refused(&ciborium::from_reader(&*map));
}
