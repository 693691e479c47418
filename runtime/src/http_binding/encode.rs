//! Percent-encoding for paths and queries.
//!
//! `aws_smithy_http::label::fmt_string` does the same, but allocates a new string; a test checks that both agree.
//! Never here: what is encoded, and where it goes.

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Appends `text` to `out`, encoding all but the unreserved characters of RFC 3986.
pub(super) fn segment(out: &mut String, text: &str) {
    encode(out, text, false);
}

/// Like [`segment`], but leaves `/` as it is.
pub(super) fn path(out: &mut String, text: &str) {
    encode(out, text, true);
}

fn encode(out: &mut String, text: &str, keep_slashes: bool) {
    out.reserve(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            b'/' if keep_slashes => out.push('/'),
            _ => {
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use aws_smithy_http::label::{EncodingStrategy, fmt_string};

    #[test]
    fn encodes_as_the_official_crates_do() {
        let text: String = (0..0x180)
            .filter_map(char::from_u32)
            .chain("😹/🐱".chars())
            .collect();
        let (mut segment, mut path) = (String::new(), String::new());
        super::segment(&mut segment, &text);
        super::path(&mut path, &text);
        assert_eq!(segment, fmt_string(&text, EncodingStrategy::Default));
        assert_eq!(path, fmt_string(&text, EncodingStrategy::Greedy));
    }
}
