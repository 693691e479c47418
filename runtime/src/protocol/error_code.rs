//! The code and the message of an error response.
//!
//! <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization>.
//! Never here: the members of errors that the model describes, and anything that can fail.

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::error::metadata::{Builder, ErrorMetadata};

use crate::codec::{Format, Reader};

/// The names under which services send the message, in the order in which they count.
const MESSAGE: &[&str] = &["message", "Message", "errorMessage"];

/// What `response` says about the error it is.
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

/// What is made of the first entry that `usable` accepts, the names tried in their order.
///
/// What is null, no text or blank does not count: there are services that send `Message` beside an empty
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

/// What is made of the text under `name` in the map that is `body`.
///
/// Errors are few and their bodies small, so each text is looked for on its own: an entry that is no text,
/// or a body that ends early, then spoils nothing but itself.
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

/// The name of the error's shape, without the namespace before it and the address behind it, if one is left.
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
