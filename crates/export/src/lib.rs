//! Trace → a file that other tools read.
//!
//! Whoever knows a trace viewer already can look at a run there. Each format is one function of
//! inert traces: Rust's, and its twin's if there is one. The trace as text is the trace's own
//! ([`trace::Trace::to_text`]); pictures and words are `diagram`'s.
//!
//! - [`chrome()`]: Chrome's Trace Event Format, for Perfetto and `chrome://tracing`.
//! - [`speedscope()`]: evented profiles, for flame graphs.
//! - [`otel()`]: spans as OTLP's JSON, for whatever receives OpenTelemetry.
//!
//! Instants stay whole nanoseconds up to the last digit: no number goes through a float. What a
//! trace has opened is closed in every file, also if the trace was cut short.

mod chrome;
mod json;
mod otel;
mod rows;
mod speedscope;
mod stack;
mod words;

pub use chrome::chrome;
pub use otel::otel;
pub use speedscope::speedscope;

use trace::{Recipe, Trace};

/// One run, and the file that it ran.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// What happened.
    pub trace: &'a Trace,
    /// The source's file name, as it stands beside line numbers: `lazy_future.rs`.
    pub file: &'a str,
}

impl Run<'_> {
    /// What a viewer shows beside this run.
    fn language(&self) -> &'static str {
        if self.trace.is_javascript() { "JavaScript" } else { "Rust" }
    }

    /// The line that an event points at.
    fn line(&self, event: &trace::Event) -> Option<u32> {
        self.trace.event_span(event).map(|span| span.line)
    }
}

/// The last instant, though time should step back in a broken trace.
fn end(trace: &Trace) -> u64 {
    trace.events.iter().map(|event| event.at.0).max().unwrap_or(0)
}

/// All that decides a run, so that whoever finds the file can make the run again.
fn recipe(json: &mut json::Json, recipe: &Recipe) {
    json.open('{');
    json.field("example", &recipe.example);
    json.field("seed", &recipe.seed.to_string());
    for (name, value) in &recipe.knobs {
        json.field(&format!("knob {name}"), &value.to_string());
    }
    for (operation, at) in &recipe.what_ifs {
        json.field(&format!("operation {operation} ends at"), &at.to_string());
    }
    for (number, (client, at, bytes)) in recipe.typed.iter().enumerate() {
        let typed = format!("client {client}, {at}: {}", trace::visible(bytes, false));
        json.field(&format!("typed {number}"), &typed);
    }
    json.close('}');
}
