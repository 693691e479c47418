//! CBOR to JSON, for comparing bodies: byte strings become base64, timestamps and other tagged values what
//! they hold, numbers that JSON has not become strings.

use aws_smithy_types::base64;
use serde_json::{Map, Value as Json};

/// The one value in `bytes`.
pub fn decode(bytes: &[u8]) -> Result<Json, String> {
    let mut decoder = Decoder { bytes };
    let value = decoder.value()?;
    if decoder.bytes.is_empty() {
        Ok(value)
    } else {
        Err("bytes after the value".to_owned())
    }
}

struct Decoder<'a> {
    bytes: &'a [u8],
}

/// The first byte of an item, and the number that goes with it; `None` is an indefinite length.
struct Head {
    major: u8,
    info: u8,
    argument: Option<u64>,
}

impl<'a> Decoder<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], String> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or("too few bytes")?;
        self.bytes = rest;
        Ok(taken)
    }

    fn head(&mut self) -> Result<Head, String> {
        let first = self.take(1)?[0];
        let (major, info) = (first >> 5, first & 31);
        let argument = match info {
            0..=23 => Some(u64::from(info)),
            24..=27 => {
                let bytes = self.take(1 << (info - 24))?;
                Some(
                    bytes
                        .iter()
                        .fold(0, |number, byte| number << 8 | u64::from(*byte)),
                )
            }
            31 => None,
            _ => return Err("reserved length".to_owned()),
        };
        Ok(Head {
            major,
            info,
            argument,
        })
    }

    fn at_break(&mut self) -> bool {
        let found = self.bytes.first() == Some(&0xff);
        if found {
            self.bytes = &self.bytes[1..];
        }
        found
    }

    fn value(&mut self) -> Result<Json, String> {
        let head = self.head()?;
        match head.major {
            0 => Ok(Json::from(head.argument.ok_or("no number")?)),
            1 => {
                let number = i64::try_from(head.argument.ok_or("no number")?);
                Ok(Json::from(-1 - number.map_err(|error| error.to_string())?))
            }
            2 => Ok(Json::from(base64::encode(self.chunks(&head)?))),
            3 => {
                let text = String::from_utf8(self.chunks(&head)?);
                Ok(Json::from(text.map_err(|error| error.to_string())?))
            }
            4 => self.array(&head),
            5 => self.map(&head),
            6 => self.value(),
            _ => simple(&head),
        }
    }

    fn chunks(&mut self, head: &Head) -> Result<Vec<u8>, String> {
        if let Some(length) = head.argument {
            let length = usize::try_from(length).map_err(|error| error.to_string())?;
            return Ok(self.take(length)?.to_vec());
        }
        let mut all = Vec::new();
        while !self.at_break() {
            let chunk = self.head()?;
            if chunk.major != head.major || chunk.argument.is_none() {
                return Err("not a chunk".to_owned());
            }
            all.extend(self.chunks(&chunk)?);
        }
        Ok(all)
    }

    fn array(&mut self, head: &Head) -> Result<Json, String> {
        let mut items = Vec::new();
        while !self.is_over(head, items.len()) {
            items.push(self.value()?);
        }
        Ok(Json::Array(items))
    }

    fn map(&mut self, head: &Head) -> Result<Json, String> {
        let mut entries = Map::new();
        while !self.is_over(head, entries.len()) {
            let Json::String(key) = self.value()? else {
                return Err("a key is no text".to_owned());
            };
            let value = self.value()?;
            if entries.insert(key, value).is_some() {
                return Err("a key twice".to_owned());
            }
        }
        Ok(Json::Object(entries))
    }

    fn is_over(&mut self, head: &Head, count: usize) -> bool {
        match head.argument {
            Some(length) => count as u64 == length,
            None => self.at_break(),
        }
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "the bits of a 32-bit number are 32 bits"
)]
fn simple(head: &Head) -> Result<Json, String> {
    let argument = head.argument.unwrap_or_default();
    match head.info {
        20 => Ok(Json::Bool(false)),
        21 => Ok(Json::Bool(true)),
        22 => Ok(Json::Null),
        26 => Ok(super::dynamic::number(f64::from(f32::from_bits(
            argument as u32,
        )))),
        27 => Ok(super::dynamic::number(f64::from_bits(argument))),
        _ => Err(format!("simple value {}", head.info)),
    }
}
