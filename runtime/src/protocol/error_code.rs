//! The code and the message of an error response.
//!
//! <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization>.
//! Never here: the members of modelled errors, and anything that can fail.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::error::metadata::{Builder, ErrorMetadata};

use crate::codec::{Format, Reader};

/// The names under which services send the message, in order of precedence.
const MESSAGE: &[&str] = &["message", "Message", "errorMessage"];

/// Reads the code and the message of an error response.
pub(super) fn read(format: Format, response: &HttpResponse) -> Builder {
    let body = response.body().bytes().unwrap_or_default();
    let header = response.headers().get("x-amzn-errortype");
    let code = match format {
        Format::Json => header
            .and_then(shape_name)
            .or_else(|| first(format, body, &["code", "__type"], shape_name)),
        // The specification of RPC v2 has clients ignore the header, and knows no `code`.
        Format::Cbor => first(format, body, &["__type"], shape_name),
    };
    let mut builder = ErrorMetadata::builder();
    if let Some(code) = code {
        builder = builder.code(code);
    }
    let message = |usable: fn(&str) -> Option<String>| first(format, body, MESSAGE, usable);
    let any = |text: &str| Some(text.to_owned());
    // An empty message is one as long as there is no other.
    if let Some(message) = message(not_blank).or_else(|| message(any)) {
        builder = builder.message(message);
    }
    builder
}

/// The result of `usable` for the first entry that it accepts. The names are tried in order.
///
/// An entry that is null, blank or not a string does not count: some services send `Message` beside an empty
/// `message`.
fn first(
    format: Format,
    body: &[u8],
    names: &[&str],
    usable: fn(&str) -> Option<String>,
) -> Option<String> {
    names
        .iter()
        .find_map(|name| text(format, body, name, usable))
}

/// The result of `usable` for the string under `name` in the body, a map.
///
/// Each string is searched for on its own, because errors are few and their bodies small: so an entry of another
/// type, or a body that ends early, does not affect the others.
fn text(
    format: Format,
    body: &[u8],
    name: &str,
    usable: fn(&str) -> Option<String>,
) -> Option<String> {
    let mut reader = Reader::new(format, body);
    let mut entries = reader.begin_map().ok()?;
    while let Some(key) = reader.next_key(&mut entries).ok()? {
        if key == name
            && let Ok(text) = reader.clone().string()
            && let Some(found) = usable(&text)
        {
            return Some(found);
        }
        reader.skip().ok()?;
    }
    None
}

fn not_blank(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// The name of the error's shape, without the namespace before it and the URL after it; `None` if it is empty.
fn shape_name(code: &str) -> Option<String> {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    not_blank(code.split_once('#').map_or(code, |(_, code)| code).trim())
}

#[cfg(test)]
mod tests {
    use super::shape_name;

    #[test]
    fn a_code_has_neither_namespace_nor_address() {
        for code in [
            "FooError",
            "FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/",
            "aws.protocoltests.restjson#FooError",
            "aws.protocoltests.restjson#FooError:http://internal.amazon.com/a#b",
        ] {
            assert_eq!(shape_name(code).as_deref(), Some("FooError"));
        }
        assert_eq!(shape_name(":#"), None);
    }
}
