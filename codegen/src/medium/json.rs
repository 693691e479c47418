//! JSON of which every character can be seen: what is hidden is escaped (RFC 8259, section 7).
//!
//! Never here: what is in it.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

use crate::text::is_hidden;

/// A value as JSON over several lines, the last of which ends as well.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    let mut text = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut text, Visible(PrettyFormatter::new()));
    // Names and texts only: there is nothing in it that could not be written.
    let _ = value.serialize(&mut serializer);
    text.push(b'\n');
    String::from_utf8(text).unwrap_or_default()
}

struct Visible(PrettyFormatter<'static>);

impl Formatter for Visible {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        writer.write_all(fragment_of(fragment).as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

/// A part of a string that has no quote, backslash or ASCII control character but DEL in it.
fn fragment_of(text: &str) -> String {
    let unit = |unit: u16| format!("\\u{unit:04x}");
    let text = super::disarmed(text, |character| unit(character as u16));
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if is_hidden(character) {
            let mut units = [0; 2];
            let units = character.encode_utf16(&mut units).iter();
            safe.extend(units.map(|one| unit(*one)));
        } else {
            safe.push(character);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_what_it_was() {
        let text = "::a\u{7f}\u{9b}\u{202e}\u{e0001}##[error]\"\\\n\x1bä";
        let json = pretty(&[text]);
        let read: Result<Vec<String>, _> = serde_json::from_str(&json);
        assert_eq!(read.ok(), Some(vec![text.to_owned()]));
        let is_seen = |c: char| c == '\n' || !is_hidden(c);
        assert!(json.chars().all(is_seen) && !json.contains("##["), "{json}");
        assert_eq!(
            pretty(&serde_json::json!({"a": [1, {}]})),
            "{\n  \"a\": [\n    1,\n    {}\n  ]\n}\n"
        );
    }
}
