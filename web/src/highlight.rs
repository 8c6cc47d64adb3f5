//! The colours of the sources: runs of (bytes, class) that `build.rs` wrote, laid over the text
//! that was compiled. A file that the table does not hold is shown plain.

/// Per file, its runs: a length in bytes and a class; a single 0 ends a line.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/highlight.rs"));

/// The CSS class of each class number in the table.
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

/// One line of source: pieces of text, each with its CSS class (which may be empty).
pub type Pieces = Vec<(&'static str, &'static str)>;

/// The lines of `source`, coloured as the table says of `file`.
pub fn lines(file: &str, source: &'static str) -> Vec<Pieces> {
    let known = FILES.iter().find(|(name, _)| *name == file).map_or(&[][..], |(_, runs)| runs);
    let mut runs = known.iter().copied();
    source.lines().map(|text| pieces(text, &mut runs)).collect()
}

fn pieces(text: &'static str, runs: &mut impl Iterator<Item = u8>) -> Pieces {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(length) = runs.next().filter(|length| *length > 0) {
        let class = CLASSES.get(usize::from(runs.next().unwrap_or_default()));
        let Some((piece, after)) = rest.split_at_checked(usize::from(length)) else { break };
        pieces.push((class.copied().unwrap_or_default(), piece));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(("", rest));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colouring_never_changes_the_text() {
        for example in examples::catalogue() {
            let twin = example.twin.map(|twin| (twin.file, twin.source));
            for (file, source) in [Some((example.file, example.source)), twin].into_iter().flatten()
            {
                let coloured = lines(file, source);
                let text: Vec<String> = coloured
                    .iter()
                    .map(|line| line.iter().map(|piece| piece.1).collect())
                    .collect();
                assert_eq!(text, source.lines().collect::<Vec<_>>(), "{file}");
                assert!(coloured.iter().flatten().any(|piece| !piece.0.is_empty()), "{file}");
            }
        }
    }

    #[test]
    fn an_unknown_file_is_shown_plain() {
        assert_eq!(lines("no.rs", "fn main() {\n}"), [[("", "fn main() {")], [("", "}")]]);
    }
}
