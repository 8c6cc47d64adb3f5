//! What rustc's spans point at: functions, macros that await, and the text between two places.
//!
//! Tokens are enough for this; nothing is parsed. Lines and columns count from 1, columns in
//! characters, as rustc and the trace count them.

use anyhow::{Result, anyhow};
use proc_macro2::{Delimiter, LineColumn, TokenStream, TokenTree};

/// Macros that suspend the function that they stand in: those that `#[traced]` knows.
const AWAITING: [&str; 3] = ["join", "try_join", "select"];

type Place = (usize, usize);

/// A file of the catalogue.
pub(super) struct Source {
    text: String,
    functions: Vec<Function>,
    /// Every macro that awaits: where it starts and ends, in the order of the text.
    pub(super) macros: Vec<(Place, Place)>,
}

/// A function with a body.
pub(super) struct Function {
    pub(super) name: String,
    /// Where its name stands.
    pub(super) at: Place,
    /// Where its body opens.
    body: Place,
}

impl Source {
    pub(super) fn parse(text: &str) -> Result<Source> {
        let tokens: TokenStream = text.parse().map_err(|error| anyhow!("{error}"))?;
        let (functions, macros) = (Vec::new(), Vec::new());
        let mut source = Source { text: text.to_owned(), functions, macros };
        source.walk(tokens);
        source.macros.sort();
        Ok(source)
    }

    /// The function whose body opens there.
    pub(super) fn function(&self, body: Place) -> Option<&Function> {
        self.functions.iter().find(|function| function.body == body)
    }

    /// The text between two places on one line: a line's end and what indents the next are a
    /// space, or nothing where a chain of calls goes on.
    pub(super) fn text(&self, (line, column): Place, (end_line, end_column): Place) -> String {
        let mut text = String::new();
        for (index, whole) in self.text.lines().enumerate().take(end_line).skip(line - 1) {
            let from = if index + 1 == line { column - 1 } else { 0 };
            let to = if index + 1 == end_line { end_column - 1 } else { usize::MAX };
            let piece: String = whole.chars().take(to).skip(from).collect();
            let piece = piece.trim();
            let is_glued = text.is_empty() || text.ends_with('(') || piece.starts_with(['.', ')']);
            if !is_glued && !piece.is_empty() {
                text.push(' ');
            }
            text.push_str(piece);
        }
        text.replace(",)", ")")
    }

    fn walk(&mut self, tokens: TokenStream) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        for (index, tree) in trees.iter().enumerate() {
            match (tree, trees.get(index + 1), trees.get(index + 2)) {
                (TokenTree::Ident(word), Some(TokenTree::Ident(name)), _) if word == "fn" => {
                    let rest = trees[index..].iter().take_while(|tree| tree.to_string() != ";");
                    self.functions.extend(rest.clone().find_map(|tree| match tree {
                        TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => {
                            let (name_at, body) = (name.span().start(), body.span().start());
                            let name = name.to_string();
                            Some(Function { name, at: place(name_at), body: place(body) })
                        }
                        _ => None,
                    }));
                }
                (TokenTree::Ident(name), Some(TokenTree::Punct(bang)), Some(arguments))
                    if bang.as_char() == '!' && AWAITING.iter().any(|known| name == known) =>
                {
                    let end = place(arguments.span().end());
                    self.macros.push((place(name.span().start()), end));
                }
                _ => {}
            }
            if let TokenTree::Group(group) = tree {
                self.walk(group.stream());
            }
        }
    }
}

fn place(at: LineColumn) -> Place {
    (at.line, at.column + 1)
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn functions_are_found_by_their_bodies_and_macros_by_their_names() {
        let text = "impl Pot {\n    async fn boil(&self) -> u8 {\n        // join!(no)\n        \
                    join!(a(\"select!\"), async { select! { x = y() => 1 } });\n    }\n}\n\
                    trait T { fn no(); fn yes() {} }\n";
        let source = Source::parse(text).expect("the test's source has balanced braces");
        let boil = source.function((2, 32)).expect("it opens there");
        assert_eq!((boil.name.as_str(), boil.at), ("boil", (2, 14)));
        assert_eq!(source.macros, [((4, 9), (4, 64)), ((4, 37), (4, 61))]);
        assert_eq!(source.function((7, 29)).map(|function| function.name.as_str()), Some("yes"));
    }

    #[test]
    fn a_text_over_several_lines_becomes_one() {
        let text = "let x = a(\n    1,\n)\n    .b()\n    .await;\njoin!(\n  a,\n  b,\n);";
        let source = Source::parse(text).expect("the test's source has balanced braces");
        assert_eq!(source.text((1, 9), (5, 11)), "a(1).b().await");
        assert_eq!(source.text((6, 1), (9, 2)), "join!(a, b)");
    }
}
