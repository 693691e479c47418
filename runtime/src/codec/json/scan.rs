//! Finding, in a JSON string, the first byte that does not stand for itself, eight bytes at a time.
//!
//! Never here: what that byte means.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// The number of bytes before the first quote, backslash or control character.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        if let Some(place) = first_special(*word) {
            return index * 8 + place;
        }
    }
    match bytes.last_chunk::<8>() {
        // The last eight bytes may overlap the words, in which nothing has been found.
        Some(word) => first_special(*word).map_or(bytes.len(), |place| bytes.len() - 8 + place),
        None => rest
            .iter()
            .position(|byte| is_special(*byte))
            .unwrap_or(rest.len()),
    }
}

fn is_special(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..=0x1f)
}

#[inline]
fn first_special(word: [u8; 8]) -> Option<usize> {
    let word = u64::from_le_bytes(word);
    let quotes = word ^ (ONES * u64::from(b'"'));
    let backslashes = word ^ (ONES * u64::from(b'\\'));
    // Each sets the high bit of the first such byte, and maybe of bytes after it, never of one before.
    let is_quote = quotes.wrapping_sub(ONES) & !quotes;
    let is_backslash = backslashes.wrapping_sub(ONES) & !backslashes;
    let is_control = word.wrapping_sub(ONES * 0x20) & !word;
    let marks = (is_quote | is_backslash | is_control) & HIGHS;
    (marks != 0).then(|| marks.trailing_zeros() as usize / 8)
}

#[cfg(test)]
mod tests {
    use super::{is_special, plain_length};

    #[test]
    fn finds_every_byte_at_every_place() {
        for byte in 0..=255_u8 {
            for place in 0..20 {
                let mut bytes = [b'a'; 24];
                bytes[place] = byte;
                let expected = if is_special(byte) { place } else { 24 };
                assert_eq!(plain_length(&bytes), expected, "{byte:#x} at {place}");
            }
        }
    }

    #[test]
    fn finds_the_first_of_two() {
        for first in 0..=255_u8 {
            for second in 0..=255_u8 {
                let bytes = [b'x', first, second, b'x', b'x', b'x', b'x', b'"'];
                let expected = bytes.iter().position(|byte| is_special(*byte));
                assert_eq!(Some(plain_length(&bytes)), expected);
            }
        }
    }
}
