//! Writes JSON into a string: commas, escapes, and numbers that stay exact.
//!
//! It stands here in place of `serde_json` because a page loads it: what is written is flat, an
//! instant in microseconds must not go through a float, and each row of a file shall stand on a
//! line of its own, where a person and `diff` can find it.

/// JSON that is being written.
#[derive(Default)]
pub(crate) struct Json {
    out: String,
}

impl Json {
    pub(crate) fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    /// A comma, if something stands before what comes.
    fn next(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with(['{', '[', ':', '\n']) {
            self.out.push(',');
        }
    }

    /// What comes begins a line.
    pub(crate) fn row(&mut self) {
        self.next();
        self.out.push('\n');
    }

    /// Opens an object or an array.
    pub(crate) fn open(&mut self, bracket: char) {
        self.next();
        self.out.push(bracket);
    }

    pub(crate) fn close(&mut self, bracket: char) {
        self.out.push(bracket);
    }

    pub(crate) fn key(&mut self, key: &str) {
        self.text(key);
        self.out.push(':');
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.next();
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\0'..='\u{1f}' => self.out.push_str(&format!("\\u{:04x}", c as u32)),
                _ => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    /// `true`, `false` or `null`.
    pub(crate) fn word(&mut self, word: &str) {
        self.next();
        self.out.push_str(word);
    }

    pub(crate) fn number(&mut self, number: u64) {
        self.next();
        self.out.push_str(&number.to_string());
    }

    /// So many nanoseconds as microseconds with up to three decimals, exactly.
    pub(crate) fn micros(&mut self, nanos: u64) {
        self.number(nanos / 1_000);
        let rest = nanos % 1_000;
        if rest > 0 {
            self.out.push_str(format!(".{rest:03}").trim_end_matches('0'));
        }
    }

    /// A key with a text.
    pub(crate) fn field(&mut self, key: &str, text: &str) {
        self.key(key);
        self.text(text);
    }

    /// A key with a number.
    pub(crate) fn count(&mut self, key: &str, number: u64) {
        self.key(key);
        self.number(number);
    }
}

#[cfg(test)]
mod tests {
    use super::Json;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn microseconds_are_exact_to_the_last_nanosecond() {
        for (nanos, expected) in [
            (0, "0\n"),
            (1, "0.001\n"),
            (1_100, "1.1\n"),
            (30_000_000, "30000\n"),
            (u64::MAX, "18446744073709551.615\n"),
        ] {
            let mut json = Json::default();
            json.micros(nanos);
            assert_eq!(json.finish(), expected);
        }
    }

    #[test]
    fn whatever_is_text_comes_back() {
        let text = "a \"b\" \\ \n\t\0\u{1b} é 🍵 \u{2028}";
        let mut json = Json::default();
        json.open('{');
        json.field(text, text);
        json.count("n", 3);
        json.close('}');
        let value: serde_json::Value = serde_json::from_str(&json.finish()).expect("it is JSON");
        assert_eq!(value, serde_json::json!({ text: text, "n": 3 }));
    }
}
