//! The command line, as types.

use crate::typing::{Typed, typed};
use crate::what_if::what_if;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use trace::{Instant, OpName};

/// See what `await` really does: run an example and draw what happened.
#[derive(Debug, Parser)]
#[command(name = "awaitscope", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the examples.
    List {
        /// As JSON, for programs.
        #[arg(long)]
        json: bool,
    },
    /// Run an example.
    Run(Run),
    /// Run an example and say what goes wrong in it, and what to do about that.
    Lint(Choice),
    /// Draw every example that runs outside a page: ID.light.svg, ID.dark.png and so on, both
    /// languages where there are two, and in alt.json what each picture shows.
    Pictures(Pictures),
}

/// What to run.
#[derive(Args, Debug)]
pub(crate) struct Choice {
    /// The example's id, as `awaitscope list` prints it.
    pub(crate) id: String,
    /// What the run's random numbers are drawn from; 0 is the run without jitter.
    #[arg(long, default_value_t = 0)]
    pub(crate) seed: u64,
    /// A knob to turn; may be given more than once.
    #[arg(long = "knob", value_name = "NAME=VALUE", value_parser = knob)]
    pub(crate) knobs: Vec<(String, i64)>,
    /// Something to type into a client's terminal, such as you@30ms=hello\n; may be given more
    /// than once. \n, \r, \t, \\ and \x07 stand for the bytes that they name.
    #[arg(long = "type", value_name = "NAME@TIME=TEXT", value_parser = typed)]
    pub(crate) typed: Vec<Typed>,
    /// An operation that shall end at another instant, such as t0.1=20ms; may be given more than
    /// once. An operation is named by its row (t0 a task, m0 a thread) and its place there, from 0;
    /// --as ops lists them.
    #[arg(long = "what-if", value_name = "OPERATION=TIME", value_parser = what_if)]
    pub(crate) what_ifs: Vec<(OpName, Instant)>,
}

#[derive(Args, Debug)]
pub(crate) struct Pictures {
    /// The folder to write into; it is made if need be.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) choice: Choice,
    /// Run its JavaScript twin too, in Node: in pictures both are on one clock, in words and in
    /// files for other tools one follows the other. Not for text and spans, which are of one run.
    #[arg(long)]
    pub(crate) twin: bool,
    /// What to print.
    #[arg(long = "as", value_enum, default_value_t = Form::Ascii)]
    pub(crate) form: Form,
    /// The colours of a picture.
    #[arg(long, value_enum, default_value_t = Theme::Light)]
    pub(crate) theme: Theme,
    /// Write into this file, in place of the terminal; a png needs one.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// How many pixels of a png stand for one of the svg.
    #[arg(long, default_value_t = 2.0, value_parser = scale)]
    pub(crate) scale: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// The trace, one event a line.
    Text,
    /// A timing diagram of characters, with the printed lines and the outcome.
    Ascii,
    /// The timing diagram as a picture that stands alone.
    Svg,
    /// The same in pixels, for what cannot show an svg; see --out and --scale.
    Png,
    /// The run in words: all that the picture shows.
    Account,
    /// The spans of the program's own tracing, as a tree.
    Spans,
    /// The operations, by the names that --what-if knows them by.
    Ops,
    /// Chrome's trace events: open them in Perfetto (ui.perfetto.dev) or chrome://tracing.
    Chrome,
    /// Evented profiles: flame graphs in speedscope (speedscope.app).
    Speedscope,
    /// Tasks, calls and operations as OpenTelemetry's spans, in OTLP's JSON.
    Otel,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Reads `cups=4`.
fn knob(text: &str) -> Result<(String, i64), String> {
    let wrong = || format!("“{text}” is not of the form NAME=VALUE, such as cups=4");
    let (name, value) = text.split_once('=').ok_or_else(wrong)?;
    Ok((name.to_owned(), value.parse().map_err(|_| wrong())?))
}

/// Reads `2` or `1.5`.
fn scale(text: &str) -> Result<f32, String> {
    let good = text.parse().ok().filter(|scale| (0.25..=8.0).contains(scale));
    good.ok_or_else(|| format!("“{text}” is not a number from 0.25 to 8, such as 2"))
}
