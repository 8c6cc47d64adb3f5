//! Trace → OTLP's JSON (`resourceSpans` → `scopeSpans` → `spans`), as a collector's file receiver
//! or an OTLP endpoint takes it.
//!
//! Shapes follow opentelemetry-proto 1 in its JSON encoding: ids in hexadecimal, 64-bit numbers as
//! decimal strings, kinds and status codes as numbers. The virtual clock starts at Unix time 0.
//!
//! - The run is the root; a task, a thread and JavaScript's stack are spans, below whoever spawned
//!   them.
//! - A call is *one* span, from its creation (async) or entry to its end, below its caller. Its
//!   polls are events of it (`entered`, `suspended`), and what they take together is `busy_ns`, the
//!   rest `idle_ns`, as `tracing-opentelemetry` has it. A span for each poll would be one of no
//!   duration for nearly every poll, and would tear apart what a reader calls a call.
//! - An operation is a span below the call that asked for it; it failed where the status says so.
//! - A wake is an event of the woken task, and a link to the span that woke it; so is what a
//!   function of a twin awaits.
//! - Spans of the program's own tracing are spans as they are, with their fields.
//!
//! Ids are the kind of thing and its number in the trace; a trace's id follows from its recipe. So
//! the same run gives the same file.

mod fold;
mod span;

use crate::json::Json;
use crate::{Run, recipe};
use span::Attribute;

/// A run, or a run and its twin's, as one file; each has a trace id and a resource of its own.
pub fn otel(runs: &[Run]) -> String {
    let mut json = Json::default();
    json.open('{');
    json.key("resourceSpans");
    json.open('[');
    for run in runs {
        resource(&mut json, run);
    }
    json.close(']');
    json.close('}');
    json.finish()
}

fn resource(json: &mut Json, run: &Run) {
    let spans = fold::spans(run);
    let trace_id = trace_id(run);
    let text = |key: &'static str, value: &str| Attribute::text(key, value);
    let mut recipe_text = Json::default();
    recipe(&mut recipe_text, &run.trace.recipe);
    let resource = [
        text("service.name", &format!("awaitscope {}", run.trace.recipe.example)),
        text("telemetry.sdk.language", &run.language().to_lowercase()),
        text("awaitscope.recipe", recipe_text.finish().trim_end()),
        text("awaitscope.outcome", run.trace.outcome.name()),
        text("awaitscope.clock", "virtual: Unix time 0 is the start of the run"),
    ];
    json.row();
    json.open('{');
    json.key("resource");
    json.open('{');
    span::attributes(json, &resource);
    json.close('}');
    json.key("scopeSpans");
    json.open('[');
    json.open('{');
    json.key("scope");
    json.open('{');
    json.field("name", "awaitscope");
    json.field("version", env!("CARGO_PKG_VERSION"));
    json.close('}');
    json.key("spans");
    json.open('[');
    spans.iter().for_each(|span| span.write(json, &trace_id));
    json.close(']');
    json.close('}');
    json.close(']');
    json.close('}');
}

/// Sixteen bytes that follow from language and recipe: FNV-1a of both, never all zero.
fn trace_id(run: &Run) -> String {
    let mut text = Json::default();
    text.text(run.language());
    recipe(&mut text, &run.trace.recipe);
    let start: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    let prime: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mix = |hash: u128, byte: &u8| (hash ^ u128::from(*byte)).wrapping_mul(prime);
    format!("{:032x}", text.finish().as_bytes().iter().fold(start, mix).max(1))
}
