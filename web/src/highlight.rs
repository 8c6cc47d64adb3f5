//! Sources coloured: line by line, pieces of text with a class. The colours were found when the
//! page was built (`crates/press`); nothing is parsed here.

use crate::state::Source;
use examples::Knob;

/// The CSS class of each class number.
const CLASSES: [&str; 10] = [
    "",
    "hl-keyword",
    "hl-await",
    "hl-string",
    "hl-number",
    "hl-comment",
    "hl-function",
    "hl-type",
    "hl-macro",
    "hl-attribute",
];

/// A part of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece<'a> {
    /// Text with its CSS class (which may be empty).
    Text(&'static str, &'a str),
    /// A number that can be turned, in place of the digits of its default.
    Knob(&'a Knob),
}

/// The lines of a source. `runs` holds two numbers for each piece, a length in bytes and a class; a
/// single 0 ends a line. Where they do not fit the text, it stays plain.
pub fn lines<'a>(source: &'a Source, knobs: &'a [Knob]) -> Vec<Vec<Piece<'a>>> {
    let mut runs = source.runs.iter().copied();
    let mut start = 0;
    let mut lines = Vec::new();
    for text in source.text.split_inclusive('\n') {
        let mut pieces = Vec::new();
        let mut line = Line { text: text.trim_end_matches(['\n', '\r']), start, knobs };
        while let Some(length) = runs.next().filter(|length| *length > 0) {
            let class = CLASSES.get(usize::from(runs.next().unwrap_or_default()));
            line.take(usize::from(length), class.copied().unwrap_or_default(), &mut pieces);
        }
        line.take(line.text.len(), "", &mut pieces);
        start += text.len();
        lines.push(pieces);
    }
    lines
}

/// What is left of a line, and where in the source that begins.
struct Line<'a> {
    text: &'a str,
    start: usize,
    knobs: &'a [Knob],
}

impl<'a> Line<'a> {
    /// Moves the next bytes into a piece; the digits of a knob's default become that knob.
    fn take(&mut self, length: usize, class: &'static str, pieces: &mut Vec<Piece<'a>>) {
        let Some((text, rest)) = self.text.split_at_checked(length) else { return };
        let inside = self.start..self.start + length;
        if let Some(knob) = self.knobs.iter().find(|knob| inside.contains(&knob.at)) {
            let (before, from) = text.split_at(knob.at - self.start);
            let digits = from.bytes().take_while(|b| b.is_ascii_digit() || *b == b'_').count();
            let texts = [(before, None), (&from[digits..], Some(knob))];
            for (text, knob) in texts {
                pieces.extend(knob.map(Piece::Knob));
                pieces.extend((!text.is_empty()).then_some(Piece::Text(class, text)));
            }
        } else if !text.is_empty() {
            pieces.push(Piece::Text(class, text));
        }
        self.text = rest;
        self.start += length;
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, lines};
    use crate::state::Source;
    use examples::Knob;

    fn source(text: &str, runs: &[u8]) -> Source {
        Source { file: "a.rs".into(), text: text.into(), runs: runs.to_vec() }
    }

    #[test]
    fn colours_lie_over_the_text_and_never_change_it() {
        let source = source("fn a()\n\n  b\n", &[2, 1, 4, 0, 0, 0, 3, 9]);
        let fn_a = vec![Piece::Text("hl-keyword", "fn"), Piece::Text("", " a()")];
        assert_eq!(lines(&source, &[]), [fn_a, vec![], vec![Piece::Text("hl-attribute", "  b")]]);
    }

    #[test]
    fn colours_that_do_not_fit_leave_the_text_plain() {
        let source = source("é\nx", &[1, 1, 200, 3]);
        assert_eq!(lines(&source, &[]), [[Piece::Text("", "é")], [Piece::Text("", "x")]]);
    }

    #[test]
    fn a_knob_takes_the_place_of_its_digits() {
        let source = source("f(\n  1_500, 2)\n", &[2, 0, 0, 2, 0, 5, 4, 4, 0]);
        let knob = Knob { name: "wait".into(), default: 1_500, low: 0, high: 9_000, at: 5 };
        let found = lines(&source, std::slice::from_ref(&knob));
        assert_eq!(found[1], [Piece::Text("", "  "), Piece::Knob(&knob), Piece::Text("", ", 2)")]);
    }
}
