//! The code and the message of an error response.
//!
//! <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization>.
//! Never here: the members of errors that the model describes, and anything that can fail.

use std::borrow::Cow;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::error::metadata::{Builder, ErrorMetadata};

use crate::codec::{Format, Reader};

/// What `response` says about the error it is.
pub(super) fn read(format: Format, response: &HttpResponse) -> Builder {
    let body = response.body().bytes().unwrap_or_default();
    let code = match format {
        Format::Json => {
            let header = response
                .headers()
                .get("x-amzn-errortype")
                .map(Cow::Borrowed);
            header
                .or_else(|| text(format, body, &["code"]))
                .or_else(|| text(format, body, &["__type"]))
        }
        // The specification of RPC v2 has clients ignore the header, and knows no `code`.
        Format::Cbor => text(format, body, &["__type"]),
    };
    let mut builder = ErrorMetadata::builder();
    if let Some(code) = code
        .as_deref()
        .map(sanitize)
        .filter(|code| !code.is_empty())
    {
        builder = builder.code(code);
    }
    if let Some(message) = text(format, body, &["message", "Message", "errorMessage"]) {
        builder = builder.message(message);
    }
    builder
}

/// The text of the first entry of the map in `body` that has one of these names.
///
/// Errors are few and their bodies small, so each text is looked for on its own: an entry that is no text,
/// or a body that ends early, then spoils nothing but itself.
fn text<'a>(format: Format, body: &'a [u8], names: &[&str]) -> Option<Cow<'a, str>> {
    let mut reader = Reader::new(format, body);
    let mut entries = reader.begin_map().ok()?;
    while let Some(key) = reader.next_key(&mut entries).ok()? {
        if names.contains(&key.as_ref()) {
            return reader.string().ok();
        }
        reader.skip().ok()?;
    }
    None
}

/// The name of the error's shape, without the namespace before it and the address behind it.
fn sanitize(code: &str) -> &str {
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    code.split_once('#').map_or(code, |(_, code)| code).trim()
}

#[cfg(test)]
mod tests {
    use super::sanitize;

    #[test]
    fn a_code_has_neither_namespace_nor_address() {
        for code in [
            "FooError",
            "FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/",
            "aws.protocoltests.restjson#FooError",
            "aws.protocoltests.restjson#FooError:http://internal.amazon.com/a#b",
        ] {
            assert_eq!(sanitize(code), "FooError");
        }
        assert_eq!(sanitize(":#"), "");
    }
}
