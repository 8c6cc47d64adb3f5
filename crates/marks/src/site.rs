//! What a number in a mark stands for: a named, spanned place of the source.

use std::fmt::Write;

use oxc::span::Span;

/// What is at a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A function that is neither async nor a generator: it stays on the stack until it is left.
    Function,
    /// An async function.
    Async,
    /// A generator.
    Generator,
    /// An async generator.
    AsyncGenerator,
    /// An `await`, or a `return` in an async generator, which awaits too.
    Await,
    /// The head of a `for await` loop.
    ForAwait,
    /// A `yield`.
    Yield,
    /// A call whose promise may be that of the function which it calls.
    Call,
}

impl Kind {
    /// As it stands in `$sites`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Function => "function",
            Kind::Async => "async",
            Kind::Generator => "generator",
            Kind::AsyncGenerator => "async generator",
            Kind::Await => "await",
            Kind::ForAwait => "for await",
            Kind::Yield => "yield",
            Kind::Call => "call",
        }
    }

    /// The kind of a function.
    pub(crate) fn of_function(is_async: bool, is_generator: bool) -> Kind {
        match (is_async, is_generator) {
            (false, false) => Kind::Function,
            (true, false) => Kind::Async,
            (false, true) => Kind::Generator,
            (true, true) => Kind::AsyncGenerator,
        }
    }
}

/// A place in the source. Lines and columns count from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Its line.
    pub line: u32,
    /// Its column, in Unicode scalar values.
    pub column: u32,
}

/// A site: its number in the marks is its index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// What an engineer would call it.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Where it begins.
    pub start: Place,
    /// Just past its end.
    pub end: Place,
}

/// `export const $sites=…`, on one line.
pub(crate) fn table(sites: &[Site]) -> String {
    let mut text = String::from("export const $sites=[");
    for Site { name, kind, start, end } in sites {
        text.push('[');
        quote(&mut text, name);
        let places = [start.line, start.column, end.line, end.column].map(|it| it.to_string());
        let _ = write!(text, ",\"{}\",{}],", kind.name(), places.join(","));
    }
    text.push_str("];\n");
    text
}

fn quote(text: &mut String, name: &str) {
    text.push('"');
    for character in name.chars() {
        match character {
            '"' | '\\' => text.extend(['\\', character]),
            // Also the two line separators that only JavaScript knows.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
}

/// Turns offsets into places.
pub(crate) struct Lines<'s> {
    source: &'s str,
    starts: Vec<usize>,
}

impl<'s> Lines<'s> {
    pub(crate) fn new(source: &'s str) -> Lines<'s> {
        let after_breaks = source.match_indices('\n').map(|(at, _)| at + 1);
        Lines { source, starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    pub(crate) fn place(&self, offset: u32) -> Place {
        let offset = offset as usize;
        let line = self.starts.partition_point(|start| *start <= offset);
        let column = 1 + self.source[self.starts[line - 1]..offset].chars().count();
        Place { line: line as u32, column: column as u32 }
    }

    pub(crate) fn site(&self, name: String, kind: Kind, span: Span) -> Site {
        Site { name, kind, start: self.place(span.start), end: self.place(span.end) }
    }
}
