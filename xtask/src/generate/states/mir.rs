//! What the pass that turns an async body into a state machine wrote down: its MIR afterwards.
//!
//! Three things are taken from a body's dump. `discriminant((*_9)) = 4;` is where the machine goes
//! to sleep in its fifth state (the first three are rustc's own: unresumed, returned, panicked),
//! and the span behind it is the suspension point. `debug cup => (((*_9) as variant#4).1: String);`
//! names a local that outlives one, with its type; the span of `__awaitee` is the whole `….await`.
//! The table `variant_fields` says which of them live in which state.

use std::collections::BTreeMap;

/// Unresumed, Returned and Panicked come before the first suspension point.
pub(super) const RESERVED_STATES: usize = 3;

/// The name that rustc gives to the future that is awaited.
pub(super) const AWAITED: &str = "__awaitee";

/// From line and column to line and column, counted from 1, the end not included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// From the workspace's folder, for files of the workspace.
    pub(super) file: String,
    pub(super) start: (usize, usize),
    pub(super) end: (usize, usize),
}

/// An async body, as the pass left it.
#[derive(Debug)]
pub(super) struct Body {
    /// The name of its type, generic where the source is.
    pub(super) ty: String,
    /// The block in braces.
    pub(super) span: Span,
    /// Whether it is a method: one of its arguments is `self`.
    pub(super) has_self: bool,
    /// Where it suspends, by number from 0: as a rule, the word `await`.
    pub(super) suspensions: BTreeMap<usize, Span>,
    /// What has a name: variant, index of the field, name, type, and span.
    named: Vec<(usize, usize, String, String, Span)>,
    /// The arguments and captures: name and type.
    pub(super) upvars: Vec<(String, String)>,
    /// Numbers of the locals in each variant.
    fields: BTreeMap<usize, Vec<usize>>,
}

impl Body {
    /// The body in a dump; `None` if it is of something else than a coroutine.
    pub(super) fn parse(dump: &str) -> Option<Body> {
        let header = dump.lines().find(|line| line.starts_with("fn "))?;
        let ty = header.split_once("(_1: std::pin::Pin<&mut ")?.1.split_once(">, _2:")?.0;
        if !ty.starts_with("{async ") {
            return None;
        }
        let code: Vec<&str> = dump.lines().skip_while(|line| !line.starts_with("fn ")).collect();
        let code = &code[..code.iter().position(|line| *line == "}").unwrap_or(code.len())];
        let span = code.iter().find(|line| line.contains("// return place in scope"))?;
        let debug = || code.iter().filter_map(|line| line.trim_start().strip_prefix("debug "));
        let upvars: Vec<_> = debug().filter_map(upvar).collect();
        Some(Body {
            ty: ty.to_owned(),
            span: comment(span)?,
            has_self: upvars.iter().any(|(name, _)| name == "self"),
            suspensions: code.iter().filter_map(|line| suspension(line)).collect(),
            named: debug().filter_map(named).collect(),
            upvars,
            fields: dump.lines().filter_map(variant_fields).collect(),
        })
    }

    /// The whole expression of the nth suspension point, if it is an `.await`.
    pub(super) fn awaited(&self, number: usize) -> Option<&Span> {
        let place = self.suspensions.get(&number)?;
        let awaited = self.named.iter().find(|(variant, _, name, _, span)| {
            let ends_here = (&span.file, span.end) == (&place.file, place.end);
            name == AWAITED && ends_here && *variant == number + RESERVED_STATES
        });
        awaited.map(|(.., span)| span)
    }

    /// The type of a local that lives at the nth suspension point, unless two of that name do.
    pub(super) fn type_of(&self, number: usize, local: &str) -> Option<&str> {
        let live = self.fields.get(&(number + RESERVED_STATES))?;
        let mut types: Vec<&str> = (self.named.iter())
            .filter(|(variant, index, name, ..)| {
                let saved = self.fields.get(variant).and_then(|fields| fields.get(*index));
                name == local && saved.is_some_and(|saved| live.contains(saved))
            })
            .map(|(_, _, _, ty, _)| ty.as_str())
            .collect();
        types.dedup();
        (types.len() == 1).then(|| types[0])
    }
}

/// `discriminant((*_9)) = 4;        // scope 2 at src/tea.rs:8:21: 8:26`
fn suspension(line: &str) -> Option<(usize, Span)> {
    let assigned = line.trim_start().strip_prefix("discriminant((*_")?;
    let (_, value) = assigned.split_once(" = ")?;
    let state: usize = value.split_once(';')?.0.parse().ok()?;
    Some((state.checked_sub(RESERVED_STATES)?, comment(line)?))
}

/// `cup => (((*_9) as variant#4).1: String); // in scope 3 at src/tea.rs:8:9: 8:12`
fn named(line: &str) -> Option<(usize, usize, String, String, Span)> {
    let (name, place) = line.split_once(" => (((*_")?;
    let (variant, field) = place.split_once(") as variant#")?.1.split_once(").")?;
    let (index, rest) = field.split_once(": ")?;
    let ty = rest.split_once("); // ")?.0.to_owned();
    Some((variant.parse().ok()?, index.parse().ok()?, name.to_owned(), ty, comment(line)?))
}

/// `tea => ((*_9).0: &str);          // in scope 0 at src/tea.rs:20:15: 20:18`
fn upvar(line: &str) -> Option<(String, String)> {
    let (name, place) = line.split_once(" => ")?;
    let (_, field) = place.trim_start_matches('(').strip_prefix("*_")?.split_once(").")?;
    if place.contains(" as variant#") {
        return None;
    }
    let ty = field.split_once(": ")?.1.split_once(");")?.0;
    Some((name.to_owned(), ty.to_owned()))
}

/// `        Suspend1 (4): [_s0, _s2],`
fn variant_fields(line: &str) -> Option<(usize, Vec<usize>)> {
    let (name, rest) = line.trim_start().split_once('(')?;
    let (number, list) = rest.strip_suffix("],")?.split_once("): [")?;
    let saved = list.split(", ").filter_map(|local| local.strip_prefix("_s")?.parse().ok());
    name.starts_with("Suspend").then_some((number.trim().parse().ok()?, saved.collect()))
}

/// The span at the end of a line's comment: `… at src/tea.rs:8:21: 8:26`.
fn comment(line: &str) -> Option<Span> {
    let (_, place) = line.rsplit_once("// ")?.1.split_once(" at ")?;
    let (rest, end_column) = place.rsplit_once(':')?;
    let (rest, end_line) = rest.rsplit_once(": ")?;
    let (rest, column) = rest.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    let number = |text: &str| text.trim().parse::<usize>().ok();
    Some(Span {
        file: plain(file),
        start: (number(line)?, number(column)?),
        end: (number(end_line)?, number(end_column)?),
    })
}

/// The crate `bridges` reaches its files by way of `..`, as in
/// `crates/bridges/src/../../examples/src/a.rs`. This is the path without its detour.
fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match (part, parts.last()) {
            ("..", Some(before)) if *before != ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::Body;

    const DUMP: &str = "\
// MIR for `tea::main::{closure#0}` after StateTransform
/* coroutine_layout = CoroutineLayout {
    variant_fields: {
        Unresumed(0): [],
        Suspend0 (3): [_s0, _s1],
        Suspend1 (4): [_s0, _s2, _s3],
    },
} */

fn tea::main::{closure#0}(_1: std::pin::Pin<&mut {async fn body of tea::main()}>, _2: &mut C) {
    debug _task_context => _2;           // in scope 0 at tea.rs:7:21: 18:2
    debug self => ((*_9).0: &tea::Pot);  // in scope 0 at tea.rs:7:9: 7:12
    let mut _0: std::task::Poll<()>; // return place in scope 0 at tea.rs:7:21: 18:2
    scope 1 {
        debug x => (((*_9) as variant#4).0: u64); // in scope 1 at tea.rs:8:9: 8:12
        debug x => (((*_9) as variant#4).1: String); // in scope 1 at tea.rs:9:9: 9:10
        debug __awaitee => (((*_9) as variant#3).1: Sleep); // in scope 2 at tea.rs:8:13: 9:26
        debug __awaitee => (((*_9) as variant#4).2: PollFn); // in scope 2 at join.rs:95:13: 97:14
    }
        discriminant((*_9)) = 3;         // scope 2 at tea.rs:9:21: 9:26
        discriminant((*_9)) = 4;         // scope 2 at join.rs:95:13: 97:14
        discriminant((*_9)) = 1;         // scope 0 at tea.rs:18:2: 18:2
}
";

    #[test]
    fn suspension_points_and_their_locals_are_read() {
        let body = Body::parse(DUMP).expect("it is an async body");
        assert_eq!(body.ty, "{async fn body of tea::main()}");
        assert_eq!((body.span.start, body.span.end), ((7, 21), (18, 2)));
        assert!(body.has_self);
        assert_eq!(body.suspensions.len(), 2);
        assert_eq!(body.awaited(0).map(|span| (span.start, span.end)), Some(((8, 13), (9, 26))));
        assert_eq!(body.awaited(1).map(|span| span.file.as_str()), Some("join.rs"));
    }

    #[test]
    fn of_two_locals_with_one_name_no_type_is_told() {
        let body = Body::parse(DUMP).expect("it is an async body");
        assert_eq!(body.type_of(0, "x"), Some("u64"));
        assert_eq!(body.type_of(1, "x"), None);
    }
}
