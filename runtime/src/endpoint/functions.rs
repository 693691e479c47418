//! The functions that endpoint rules call.
//!
//! Lives here: the [standard library][standard] and the [AWS library][aws] of the rules engine, each a
//! pure function of its arguments.
//! Never here: references, templates, or the order of evaluation.
//!
//! An argument of the wrong type gives nothing, like one that is not set.
//!
//! [standard]: https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html
//! [aws]: https://smithy.io/2.0/aws/rules-engine/library-functions.html

use std::fmt::Write;
use std::net::{Ipv4Addr, Ipv6Addr};

use http::Uri;

use super::partition::{Partition, Partitions};
use super::rules::Function;
use super::value::Value::{self, Boolean, Integer, List, Record, Text};

/// The result of a function. The patterns are the signatures of the specification.
pub(super) fn apply<'a>(
    function: Function,
    arguments: &[Option<Value<'a>>],
    partitions: &Partitions,
) -> Option<Value<'a>> {
    use Function as F;
    match (function, arguments) {
        (F::IsSet, [value]) => Some(value.is_some().into()),
        (F::Not, [Some(Boolean(value))]) => Some((!value).into()),
        (F::GetAttr, [Some(value), Some(Text(path))]) => value.at_path(path),
        (F::StringEquals, [Some(Text(one)), Some(Text(other))]) => Some((one == other).into()),
        (F::BooleanEquals, [Some(Boolean(one)), Some(Boolean(other))]) => {
            Some((one == other).into())
        }
        (F::Coalesce, values) => values.iter().flatten().next().cloned(),
        (F::Ite, [Some(Boolean(true)), value, _] | [Some(Boolean(false)), _, value]) => {
            value.clone()
        }
        (
            F::Substring,
            [
                Some(Text(text)),
                Some(Integer(from)),
                Some(Integer(to)),
                Some(Boolean(reverse)),
            ],
        ) => substring(text, *from, *to, *reverse).map(Value::owned),
        (
            F::Split,
            [
                Some(Text(text)),
                Some(Text(delimiter)),
                Some(Integer(limit)),
            ],
        ) => split(text, delimiter, *limit),
        (F::UriEncode, [Some(Text(text))]) => Some(Value::owned(uri_encode(text))),
        (F::ParseUrl, [Some(Text(text))]) => parse_url(text),
        (F::IsValidHostLabel, [Some(Text(text)), Some(Boolean(sub_domains))]) => {
            Some(is_valid_host_label(text, *sub_domains).into())
        }
        (F::AwsPartition, [Some(Text(region))]) => partitions.of_region(region).map(describe),
        (F::AwsParseArn, [Some(Text(text))]) => parse_arn(text),
        (F::AwsIsVirtualHostableS3Bucket, [Some(Text(text)), Some(Boolean(sub_domains))]) => {
            Some(is_virtual_hostable_s3_bucket(text, *sub_domains).into())
        }
        _ => None,
    }
}

/// Nothing unless the string is ASCII and long enough. In reverse, both indices count from the end of the string.
fn substring(text: &str, from: i64, to: i64, reverse: bool) -> Option<&str> {
    let from = usize::try_from(from).ok()?;
    let to = usize::try_from(to).ok()?;
    if from >= to || !text.is_ascii() {
        return None;
    }
    if !reverse {
        return text.get(from..to);
    }
    let from_start = |from_end| text.len().checked_sub(from_end);
    text.get(from_start(to)?..from_start(from)?)
}

/// At most `limit` pieces, or all of them when it is zero.
fn split(text: &str, delimiter: &str, limit: i64) -> Option<Value<'static>> {
    let limit = usize::try_from(limit).ok()?;
    if delimiter.is_empty() {
        return None;
    }
    let pieces = match limit {
        0 => text.split(delimiter).map(Value::owned).collect(),
        limit => text.splitn(limit, delimiter).map(Value::owned).collect(),
    };
    Some(List(pieces))
}

/// Everything but the unreserved characters of RFC 3986 becomes `%XX`.
fn uri_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// An `http` or `https` URL without a query. A port stays when it is written, even the default one,
/// as in the specification's examples; user information does not.
fn parse_url(text: &str) -> Option<Value<'static>> {
    let url: Uri = text.parse().ok()?;
    let scheme = url.scheme_str()?;
    let (host, authority) = (url.host()?, url.authority()?.as_str());
    let authority = authority.rsplit_once('@').map_or(authority, |(_, it)| it);
    let port = authority.strip_prefix(host)?;
    let port_is_sound = port.is_empty() || url.port_u16().is_some();
    let usable = matches!(scheme, "http" | "https") && !host.is_empty() && port_is_sound;
    if !usable || url.query().is_some() {
        return None;
    }
    let path = url.path();
    let slash = if path.ends_with('/') { "" } else { "/" };
    Some(Record(vec![
        ("scheme", Value::owned(scheme)),
        ("authority", Value::owned(authority)),
        ("path", Value::owned(path)),
        ("normalizedPath", Value::owned(format!("{path}{slash}"))),
        ("isIp", is_ip(host).into()),
    ]))
}

/// Whether the host is an IPv4 address, or an IPv6 address in brackets.
fn is_ip(host: &str) -> bool {
    let inner = host.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    match inner {
        Some(inner) => inner.parse::<Ipv6Addr>().is_ok(),
        None => host.parse::<Ipv4Addr>().is_ok(),
    }
}

/// Whether the string can be part of a host name: a label of RFC 1123, or several joined by dots.
///
/// As in the reference implementation, a label may end in a hyphen.
pub(super) fn is_valid_host_label(text: &str, sub_domains: bool) -> bool {
    let is_label = |label: &str| {
        let inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len()) && !label.starts_with('-') && label.bytes().all(inner)
    };
    if sub_domains {
        text.split('.').all(is_label)
    } else {
        is_label(text)
    }
}

/// A partition, as the structure of the specification.
fn describe(partition: &'static Partition) -> Value<'static> {
    Record(vec![
        ("name", partition.id.into()),
        ("dnsSuffix", partition.dns_suffix.into()),
        ("dualStackDnsSuffix", partition.dual_stack_dns_suffix.into()),
        ("supportsFIPS", partition.supports_fips.into()),
        ("supportsDualStack", partition.supports_dual_stack.into()),
        (
            "implicitGlobalRegion",
            partition.implicit_global_region.into(),
        ),
    ])
}

/// `arn:partition:service:region:account:resource`; region and account may be empty.
fn parse_arn(text: &str) -> Option<Value<'static>> {
    let mut parts = text.splitn(6, ':');
    let mut part = || parts.next();
    let (prefix, partition, service) = (part()?, part()?, part()?);
    let (region, account, resource) = (part()?, part()?, part()?);
    if prefix != "arn" || [partition, service, resource].contains(&"") {
        return None;
    }
    let resource = resource.split([':', '/']).map(Value::owned).collect();
    Some(Record(vec![
        ("partition", Value::owned(partition)),
        ("service", Value::owned(service)),
        ("region", Value::owned(region)),
        ("accountId", Value::owned(account)),
        ("resourceId", List(resource)),
    ]))
}

/// Whether the string is a host label of 3 to 63 characters without capitals, or several joined by dots, and does not
/// look like an IP address.
fn is_virtual_hostable_s3_bucket(name: &str, sub_domains: bool) -> bool {
    let is_bucket = |label: &str| {
        let capital = |byte: u8| byte.is_ascii_uppercase();
        label.len() >= 3 && is_valid_host_label(label, false) && !label.bytes().any(capital)
    };
    let labels_fit = if sub_domains {
        name.split('.').all(is_bucket)
    } else {
        is_bucket(name)
    };
    labels_fit && name.parse::<Ipv4Addr>().is_err()
}

#[cfg(test)]
mod tests;
