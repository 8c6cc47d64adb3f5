//! The state machines of every example, as rustc reports them: `<id>.states.json`.
//!
//! An `async fn` or `async` block is compiled to a state machine. Which states it has, what lives
//! in each, and how many bytes that takes is asked of the compiler that compiles the page, about
//! the source as its author wrote it: `#[traced]` is left out (the feature `untraced`), the target
//! is the page's. The profile does not matter: the layout is decided before any optimization, and
//! was found the same, line for line, in a release build; a debug build is the quicker.
//!
//! The shape: one function or block a line, by their order in the text, and one state a line:
//!
//! ```text
//! {"functions":[
//!  {"name":"brew","line":21,"column":10,"size":56,"states":[
//!   {"kind":"start","size":8,"locals":[{"name":"tea","type":"&str","size":8}]},
//!   {"kind":"suspended","line":23,"column":5,"text":"sleep(…).await","size":48,
//!    "captured":[{"name":"tea","type":"&str","size":8}],
//!    "locals":[{"name":"tea","type":"&str","size":8}],"awaits":{"type":"Sleep","size":32}},
//!   {"kind":"done"}
//!  ]}
//! ]}
//! ```
//!
//! - A function has the name of its Calls in a trace: `brew`; with its type if it is a method,
//!   `Pot::boil`; `async block`; `async closure`. Its place is that of its name, or of the word
//!   `async`. A generic one is there once for each choice of types, told apart by `instance`.
//! - A state is one of `start` (before the first poll), `suspended`, and `done`. The place and text
//!   of a suspended one are those of the whole expression, as in a trace: `x.await`, `join!(…)`.
//! - The locals at the start are what was taken from outside: arguments and captures. They keep
//!   their bytes in every state, where they are `captured`: an `async fn` moves its arguments into
//!   locals when it begins, an `async` block uses what it captured where it lies.
//! - The locals of a suspended state live across its suspension point, and `awaits` is the future
//!   that is awaited there. A local without a name is the compiler's own, such as a flag that
//!   remembers what was moved; one without a type shares its name with another.
//! - Sizes are bytes on wasm32. That of a state is the sum of what lives in it: neither the padding
//!   around it nor the byte that holds the state. Futures of the face (`Sleep`, sockets) are ours
//!   and not tokio's.
//!
//! An example without async code has the file too, with no functions. Nothing is guessed: where the
//! compiler's words do not say which `join!` a state is, generating fails.

mod mir;
mod sizes;
mod source;
mod words;

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail, ensure};
use serde::Serialize;

use super::{Files, catalogue_sources, is_example};
use crate::setup;
use crate::shell::{ask, cargo, root};
use mir::{AWAITED, Body, Span};
use sizes::{Coroutine, Field, Variant};
use source::Source;
use words::{short, without_arguments};

const WASM: &str = "wasm32-unknown-unknown";

/// Its own, for it is compiled with other features and by other rules than the rest.
const TARGET: &str = "target/states";

/// One async function or block, in one instance.
#[derive(Serialize)]
struct Function {
    name: String,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<String>,
    size: u64,
    #[serde(skip)]
    states: Vec<State>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum State {
    Start {
        size: u64,
        locals: Vec<Local>,
    },
    Suspended {
        line: usize,
        column: usize,
        text: String,
        size: u64,
        captured: Vec<Local>,
        locals: Vec<Local>,
        #[serde(skip_serializing_if = "Option::is_none")]
        awaits: Option<Local>,
    },
    Done,
}

#[derive(Serialize)]
struct Local {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    ty: Option<String>,
    size: u64,
}

/// The file of every example, by its path from the workspace's folder.
pub(super) fn capture() -> Result<Files> {
    let (bodies, coroutines) = ask_rustc()?;
    let mut files = Files::new();
    for path in catalogue_sources()?.into_iter().filter(|path| is_example(path)) {
        let text = fs::read_to_string(root().join(&path))?;
        let functions = functions(&path, &text, &bodies, &coroutines)
            .with_context(|| format!("reading the states of {path}"))?;
        files.insert(path.replace(".rs", ".states.json"), json(&functions)?);
    }
    Ok(files)
}

/// The crates that compile the catalogue's files.
const COMPILERS: [&str; 2] = ["examples", "bridges"];

/// Compiles the examples, and reads what the compiler says about them.
fn ask_rustc() -> Result<(Vec<Body>, Vec<Coroutine>)> {
    setup::wasm_target()?;
    let (mut bodies, mut coroutines) = (Vec::new(), Vec::new());
    for package in COMPILERS {
        let (more_bodies, more_coroutines) = ask_about(package)?;
        bodies.extend(more_bodies);
        coroutines.extend(more_coroutines);
    }
    Ok((bodies, coroutines))
}

fn ask_about(name: &str) -> Result<(Vec<Body>, Vec<Coroutine>)> {
    let dumps = root().join(TARGET).join("mir");
    if dumps.exists() {
        fs::remove_dir_all(&dumps)?;
    }
    let package = ["-p", name, "--target", WASM, "--target-dir", TARGET];
    // What is fresh would not be compiled, and rustc would say nothing.
    ask(cargo(&["clean", "--quiet"]).args(package))?;
    let mut build = cargo(&["rustc", "--quiet", "--lib", "--features", "untraced"]);
    build.args(package).args(["--", "-Zprint-type-sizes", "-Zmir-include-spans=on"]);
    build.args(["-Zdump-mir=StateTransform & catalogue", "-Ztrim-diagnostic-paths=no"]);
    build.arg(format!("-Zdump-mir-dir={}", dumps.display()));
    // These questions are put to the pinned compiler, which answers them for this crate alone.
    let output = ask(build.env("RUSTC_BOOTSTRAP", name).env("RUSTFLAGS", ""))?;
    let mut bodies = BTreeMap::new();
    for dump in crate::sources::files_below(&dumps)? {
        if !dump.to_string_lossy().ends_with(".StateTransform.after.mir") {
            continue;
        }
        if let Some(body) = Body::parse(&fs::read_to_string(&dump)?) {
            // An async closure has a second body, for when it is called once and for all.
            bodies.entry(body.ty.clone()).or_insert(body);
        }
    }
    Ok((bodies.into_values().collect(), sizes::parse(&output)))
}

fn functions(
    path: &str,
    text: &str,
    bodies: &[Body],
    coroutines: &[Coroutine],
) -> Result<Vec<Function>> {
    let source = Source::parse(text)?;
    let mut bodies: Vec<&Body> = bodies.iter().filter(|body| body.span.file == path).collect();
    bodies.sort_by_key(|body| body.span.start);
    let mut functions = Vec::new();
    for body in &bodies {
        let (name, (line, column)) = name(body, &source)?;
        let points = suspension_points(body, &bodies, &source)
            .with_context(|| format!("in `{name}`, line {line}"))?;
        let key = without_arguments(&body.ty);
        let instances: Vec<&Coroutine> =
            coroutines.iter().filter(|it| without_arguments(&it.name) == key).collect();
        for coroutine in &instances {
            functions.push(Function {
                name: name.clone(),
                line,
                column,
                instance: (instances.len() > 1).then(|| short(&coroutine.name)),
                size: coroutine.size,
                states: states(body, coroutine, &points, &source)?,
            });
        }
    }
    Ok(functions)
}

/// What a trace calls it, and where that name stands.
fn name(body: &Body, source: &Source) -> Result<(String, (usize, usize))> {
    if body.ty.starts_with("{async block@") {
        return Ok(("async block".to_owned(), body.span.start));
    }
    if body.ty.starts_with("{async closure body@") {
        return Ok(("async closure".to_owned(), body.span.start));
    }
    let function = source.function(body.span.start);
    let function = function.with_context(|| format!("no function opens at {:?}", body.span))?;
    let name = &function.name;
    // `{async fn body of tea::Pot<T>::boil()}`, `{async fn body of <tea::Pot as Boil>::boil()}`
    let path = without_arguments(&body.ty);
    let owner = path.strip_prefix("{async fn body of ").and_then(|path| path.rsplit_once("::"));
    let owner = owner.map(|(owner, _)| owner.trim_start_matches('<')).unwrap_or_default();
    let owner = short(owner.split(" as ").next().unwrap_or(owner));
    let name = if body.has_self { format!("{owner}::{name}") } else { name.clone() };
    Ok((name, function.at))
}

/// From where to where each suspension point goes.
type Points = Vec<((usize, usize), (usize, usize))>;

/// The whole expression of each suspension point, in the order of the states.
///
/// An `.await` has a span of its own, and so has a procedural macro such as `select!`. That of
/// another macro lies in the file that defines it; they are told apart by their order, if that is
/// beyond doubt.
fn suspension_points(body: &Body, all: &[&Body], source: &Source) -> Result<Points> {
    let inside = |place: (usize, usize), span: &Span| span.start <= place && place < span.end;
    let is_ours = |place| {
        let inner =
            |other: &&&Body| inside(place, &other.span) && inside(other.span.start, &body.span);
        inside(place, &body.span) && all.iter().filter(inner).count() == 1
    };
    let places = || body.suspensions.values().filter(|place| place.file == body.span.file);
    let is_spanned = |whole: &(_, _)| places().any(|place| (place.start, place.end) == *whole);
    let ours = source.macros.iter().filter(|(start, _)| is_ours(*start));
    let (spanned, rest): (Points, Points) = ours.copied().partition(is_spanned);
    let mut macros = rest.into_iter();
    let mut points = Points::new();
    let mut is_macro = Vec::new();
    for (expected, (number, place)) in body.suspensions.iter().enumerate() {
        ensure!(expected == *number, "state {expected} is missing");
        is_macro.push(place.file != body.span.file);
        points.push(if place.file != body.span.file {
            macros.next().context("more macros await than the source shows")?
        } else if spanned.contains(&(place.start, place.end)) {
            (place.start, place.end)
        } else {
            let whole = body.awaited(*number).context("an await without its expression")?;
            (whole.start, whole.end)
        });
    }
    ensure!(macros.next().is_none(), "fewer macros await than the source shows");
    for (number, (_, end)) in points.iter().enumerate().filter(|(number, _)| is_macro[*number]) {
        let in_order = points[..number].iter().all(|(_, before)| before < end)
            && points[number + 1..].iter().all(|(_, after)| end < after);
        if !in_order {
            bail!("rustc does not say which macro awaits in state {number}");
        }
    }
    Ok(points)
}

fn states(
    body: &Body,
    coroutine: &Coroutine,
    points: &Points,
    source: &Source,
) -> Result<Vec<State>> {
    let mut states = Vec::new();
    let mut points = points.iter().enumerate();
    let type_of_upvar = |field: &Field| {
        let upvar = body.upvars.iter().find(|(name, _)| *name == field.name);
        upvar.map(|(_, ty)| ty.clone())
    };
    for Variant { name, fields } in &coroutine.variants {
        let size = fields.iter().map(|field| field.size).sum();
        let upvars = fields.iter().filter(|field| field.is_upvar);
        let captured = upvars.map(|field| local(field, type_of_upvar)).collect();
        if name == "Unresumed" {
            states.push(State::Start { size, locals: captured });
        } else if name.starts_with("Suspend") {
            let (number, &((line, column), end)) = points.next().context("a state too many")?;
            let ty = |field: &Field| body.type_of(number, &field.name).map(str::to_owned);
            let own = || fields.iter().filter(|field| !field.is_upvar);
            let awaits = own().find(|field| field.name == AWAITED).map(|field| local(field, ty));
            states.push(State::Suspended {
                line,
                column,
                text: source.text((line, column), end),
                size,
                captured,
                locals: own().filter(|it| it.name != AWAITED).map(|it| local(it, ty)).collect(),
                awaits: awaits.map(|awaits| Local { name: None, ..awaits }),
            });
        }
    }
    ensure!(points.next().is_none(), "rustc dumps a state that it gives no size");
    states.push(State::Done);
    Ok(states)
}

fn local(field: &Field, ty: impl Fn(&Field) -> Option<String>) -> Local {
    let is_named = !field.name.starts_with(".coroutine_field");
    Local {
        name: is_named.then(|| field.name.clone()),
        ty: field.ty.clone().or_else(|| ty(field)).map(|ty| short(&ty)),
        size: field.size,
    }
}

/// The text of a file: one state a line, so that a difference can be read.
fn json(functions: &[Function]) -> Result<String> {
    let mut blocks = Vec::new();
    for function in functions {
        let head = serde_json::to_string(function)?;
        let head = head.strip_suffix('}').context("a struct is written in braces")?;
        let states: Vec<String> =
            function.states.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
        blocks.push(format!("{head},\"states\":[\n  {}\n ]}}", states.join(",\n  ")));
    }
    Ok(format!("{{\"functions\":[\n {}\n]}}\n", blocks.join(",\n ")).replace("[\n \n]", "[]"))
}
