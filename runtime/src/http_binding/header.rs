//! Headers, written and read: single ones, and maps of all headers with a prefix.
//!
//! <https://smithy.io/2.0/spec/http-bindings.html#httpheader-trait>.
//! Never here: headers that no member is bound to.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_smithy_http::header::quote_header_value;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::error::operation::BuildError;

use super::member;
use super::text::{self, NotA, Singles};
use crate::schema::{Kind, Location, Member, Shape, TimestampFormat};
use crate::value::{List, Value, View};

/// The default format of timestamps in headers.
const TIMESTAMPS: TimestampFormat = TimestampFormat::HttpDate;

/// Sets the headers that members are bound to. A member bound to one header overrides an entry of a map.
pub(crate) fn write(
    headers: &mut Headers,
    members: &[Member],
    values: &[&dyn Value],
) -> Result<(), BuildError> {
    for (member, value) in members.iter().zip(values) {
        if let Location::PrefixHeaders(prefix) = member.location {
            write_prefixed(headers, prefix, member, value.view())?;
        }
    }
    for (member, value) in members.iter().zip(values) {
        if let Location::Header(name) = member.location {
            write_one(headers, name, member, value.view())?;
        }
    }
    Ok(())
}

fn write_one(
    headers: &mut Headers,
    name: &'static str,
    member: &Member,
    view: View<'_>,
) -> Result<(), BuildError> {
    let text = match view {
        View::List(list) => Some(Cow::Owned(join(list, member)?)),
        view => text::write(view, member.shape, TIMESTAMPS, member)?,
    };
    if let Some(text) = text {
        let header = headers.try_insert(name, text.into_owned());
        header.map_err(|_| not_a_header(member))?;
    }
    Ok(())
}

fn write_prefixed(
    headers: &mut Headers,
    prefix: &str,
    member: &Member,
    view: View<'_>,
) -> Result<(), BuildError> {
    let View::Map(map) = view else {
        return Ok(());
    };
    let mut result = Ok(());
    map.each(&mut |key, view| {
        if let (Ok(()), View::String(text)) = (&result, view) {
            let header = headers.try_insert([prefix, key].concat(), text.to_owned());
            result = header.map(drop).map_err(|_| not_a_header(member));
        }
    });
    result
}

fn not_a_header(member: &Member) -> BuildError {
    member::invalid(member, "it cannot stand in a header")
}

/// The items of a list, separated by commas.
fn join(list: &dyn List, member: &Member) -> Result<String, BuildError> {
    let shape = member.shape.items.unwrap_or(member.shape);
    let mut joined = String::new();
    let mut separator = "";
    for index in 0..list.len() {
        let item = list.item(index);
        let Some(text) = text::write(item, shape, TIMESTAMPS, member)? else {
            continue;
        };
        joined.push_str(separator);
        separator = ", ";
        // Commas of timestamps are not quoted.
        match item {
            View::String(text) => joined.push_str(&quote_header_value(text)),
            _ => joined.push_str(&text),
        }
    }
    Ok(joined)
}

/// Reads the header `name` into `value`, if the message has it.
pub(crate) fn read(
    headers: &Headers,
    name: &'static str,
    shape: &'static Shape,
    value: &mut dyn Value,
) -> Result<(), BoxError> {
    if shape.kind == Kind::List {
        read_list(headers, name, shape, value)
    } else {
        read_single(headers, name, shape, value)
    }
}

fn read_single(
    headers: &Headers,
    name: &str,
    shape: &'static Shape,
    value: &mut dyn Value,
) -> Result<(), BoxError> {
    let Some(text) = headers.try_get(name) else {
        return Ok(());
    };
    let text = text.map_err(|_| NotA("UTF-8 text"))?;
    let single = text::read(text.trim(), shape, TIMESTAMPS)?;
    Ok(member::assign(value, single.view(), shape)?)
}

fn read_list(
    headers: &Headers,
    name: &str,
    shape: &'static Shape,
    value: &mut dyn Value,
) -> Result<(), BoxError> {
    let items = split(headers, name, shape.items.unwrap_or(shape))?;
    if items.is_empty() {
        return Ok(());
    }
    Ok(member::assign(value, View::List(&items), shape)?)
}

/// The items of all headers called `name`.
fn split(headers: &Headers, name: &str, shape: &Shape) -> Result<Singles, NotA> {
    let dates = shape.kind == Kind::Timestamp
        && text::timestamp_format(shape, TIMESTAMPS) == TimestampFormat::HttpDate;
    let mut items = Vec::new();
    for line in headers.get_all_bytes(name) {
        let line = std::str::from_utf8(line).map_err(|_| NotA("UTF-8 text"))?;
        let mut rest = line.trim();
        while !rest.is_empty() {
            let (item, after) = if dates {
                split_date(rest)
            } else {
                split_item(rest)?
            };
            items.push(text::read(&item, shape, TIMESTAMPS)?);
            rest = after.trim_start();
        }
    }
    Ok(Singles(items))
}

/// The first item of a list of HTTP dates, each of which has a comma of its own, and the rest.
fn split_date(text: &str) -> (Cow<'_, str>, &str) {
    let (date, rest) = match text.match_indices(',').nth(1) {
        Some((comma, _)) => (&text[..comma], &text[comma + 1..]),
        None => (text, ""),
    };
    (Cow::Borrowed(date.trim_end()), rest)
}

/// The first item of a list, which may be a quoted string, and the rest.
fn split_item(text: &str) -> Result<(Cow<'_, str>, &str), NotA> {
    let Some(quoted) = text.strip_prefix('"') else {
        let (item, rest) = text.split_once(',').unwrap_or((text, ""));
        return Ok((Cow::Borrowed(item.trim_end()), rest));
    };
    let mut item = String::new();
    let mut characters = quoted.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                let rest = characters.as_str().trim_start();
                return match rest.strip_prefix(',') {
                    Some(rest) => Ok((Cow::Owned(item), rest)),
                    None if rest.is_empty() => Ok((Cow::Owned(item), rest)),
                    None => Err(NotA("list: a quoted string goes on after its end")),
                };
            }
            '\\' => item.extend(characters.next()),
            other => item.push(other),
        }
    }
    Err(NotA("list: a quoted string has no end"))
}

/// Reads all headers whose name begins with `prefix`, which is in lower case, into the map `value`.
pub(crate) fn read_prefixed(
    headers: &Headers,
    prefix: &'static str,
    shape: &'static Shape,
    value: &mut dyn Value,
) -> Result<(), BoxError> {
    let mut map: HashMap<String, String> = HashMap::new();
    for (name, text) in headers {
        if let Some(key) = name.strip_prefix(prefix) {
            map.entry(key.to_owned())
                .or_insert_with(|| text.trim().to_owned());
        }
    }
    Ok(member::assign(value, View::Map(&map), shape)?)
}
