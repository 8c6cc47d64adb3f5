//! The tests of the files that other tools read, in one program so that they compile once, also for
//! WebAssembly.
//!
//! What holds of a format is asked of every file by a check that reads it as that format's readers
//! do: the samples and random runs here, and natively every trace that the catalogue keeps.

mod absurd;
mod catalogue;
mod chrome;
mod golden;
mod otel;
mod schema;
mod speedscope;

#[path = "../../../trace/tests/support/mod.rs"]
mod support;

use export::Run;
use trace::Trace;

/// Asks everything of everything that can be made of some traces.
fn check(traces: &[&Trace]) {
    let runs: Vec<_> = traces.iter().map(|trace| run(trace)).collect();
    chrome::check(&export::chrome(&runs), &runs);
    speedscope::check(&export::speedscope(&runs), &runs);
    otel::check(&export::otel(&runs), &runs);
}

fn run(trace: &Trace) -> Run<'_> {
    Run { trace, file: if trace.is_javascript() { "main.js" } else { "main.rs" } }
}
