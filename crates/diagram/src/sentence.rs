//! A whole sentence from its form and the words that stand in it.
//!
//! It stands apart because a page pays for every `format!` with code, while a form is a string like
//! any other: all forms share this function. It leaves out all wording.

use crate::words::capital;

/// The form with each `{name}` replaced by what `word` says for it; `{Name}` asks for the same
/// word with its first letter large.
#[inline(never)]
pub(crate) fn fill(form: &str, word: &dyn Fn(&str) -> String) -> String {
    let mut out = String::new();
    for piece in form.split('{') {
        let Some((name, after)) = piece.split_once('}') else {
            out.push_str(piece);
            continue;
        };
        let plain = name.to_ascii_lowercase();
        let found = word(&plain);
        out.push_str(&if plain == name { found } else { capital(&found) });
        out.push_str(after);
    }
    out
}

/// What a resolver answers to a name that it does not know: only a misspelt form asks for one.
pub(crate) fn unknown(name: &str) -> String {
    debug_assert!(false, "a form asks for “{name}”, of which nobody knows");
    String::new()
}

/// A number as a word; nothing if there is none.
#[inline(never)]
pub(crate) fn digits(number: Option<u32>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::fill;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn check(form: &str, expected: &str) {
        let word = |name: &str| if name == "task" { "task {b}".to_owned() } else { String::new() };
        assert_eq!(fill(form, &word), expected);
    }

    #[test]
    fn words_are_put_in_their_places_and_looked_at_no_further() {
        check("of {task}{none}, {task}.", "of task {b}, task {b}.");
    }

    #[test]
    fn a_large_letter_asks_for_a_large_letter() {
        check("{Task} is.", "Task {b} is.");
    }
}
