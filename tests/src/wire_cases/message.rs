//! What HTTP messages say, decoded: hosts, paths, query strings and bodies.

use smithwright_runtime::protocol::Protocol;

use super::tree::Tree;

/// An absolute URI, in its parts as they stand there.
pub(super) struct Uri<'a> {
    pub(super) host: &'a str,
    pub(super) path: &'a str,
    pub(super) query: &'a str,
}

impl<'a> Uri<'a> {
    pub(super) fn parse(uri: &'a str) -> Self {
        let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        Self { host, path, query }
    }
}

/// The segments of a path, each decoded: an encoded slash does not divide.
pub(super) fn segments(path: &str) -> Tree {
    Tree::List(path.split('/').map(decode).map(Tree::Text).collect())
}

/// The parameters of a query string, decoded, in alphabetical order.
pub(super) fn parameters(query: &str) -> Tree {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let mut pairs: Vec<_> = pairs
        .map(|(name, value)| [decode(name), decode(value)])
        .collect();
    pairs.sort();
    let pairs = pairs.into_iter();
    Tree::List(
        pairs
            .map(|pair| Tree::List(pair.map(Tree::Text).into()))
            .collect(),
    )
}

/// Text without its percent encoding. A plus is a plus.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let encoded = after
            .split_at_checked(2)
            .filter(|_| *first == b'%')
            .and_then(|(digits, after)| Some((byte(digits)?, after)));
        let (next, after) = encoded.unwrap_or((*first, after));
        bytes.push(next);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn byte(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// The value that a body holds, null if it is empty.
pub(super) fn body(protocol: Protocol, bytes: &[u8]) -> Result<Tree, String> {
    match protocol {
        _ if bytes.is_empty() => Ok(Tree::Null),
        Protocol::RpcV2Cbor => Tree::decode_cbor(bytes),
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 | Protocol::RestJson1 => {
            Tree::decode_json(bytes)
        }
    }
}
