//! Percent-encoding of a link's values. Plain Rust, so that damaged links are tested natively.

use std::fmt::Write;

/// Everything but letters, digits and a few signs that every chat program leaves alone.
pub(crate) fn encode(text: &str) -> String {
    encode_bytes(text.as_bytes())
}

/// The same of bytes that need be no text.
pub(crate) fn encode_bytes(bytes: &[u8]) -> String {
    let mut encoded = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~+".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// The text that was encoded; nothing if a `%` stands for no byte or the bytes for no text.
pub(crate) fn decode(text: &str) -> Option<String> {
    String::from_utf8(bytes(text)?).ok()
}

/// The bytes that were encoded; nothing if a `%` stands for none.
pub(crate) fn bytes(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? * 16 + hex(rest.next()?)?,
            other => other,
        });
    }
    Some(bytes)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
