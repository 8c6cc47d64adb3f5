//! `awaitscope run` and `awaitscope lint`: a recipe, a trace, and one of its forms.

use crate::command::{Choice, Form, Run, Theme};
use crate::runs::Runs;
use crate::{pixels, what_if};
use examples::{Example, UnknownExample};
use trace::{Trace, visible};
use twins::NotRun;

/// Why a run cannot be made, and what could be said instead.
pub(crate) struct Problem {
    pub(crate) says: String,
    pub(crate) instead: String,
}

impl Problem {
    /// Here is no page whose JavaScript it could await.
    pub(crate) fn of_page(example: &Example) -> Problem {
        let id = example.id;
        let says = format!("“{id}” awaits real JavaScript, and so it runs in a page only");
        let instead = format!("cargo xtask serve, and open http://127.0.0.1:8080/#v1&ex={id}");
        Problem { says, instead }
    }

    fn of_png(id: &str) -> Problem {
        let says = "a png is no text, so it is not written to a terminal".to_owned();
        Problem { says, instead: format!("awaitscope run {id} --as png --out {id}.png") }
    }

    /// Of two runs it could not be told apart which is which.
    fn of_one_run(form: Form, id: &str) -> Problem {
        let what = if form == Form::Text { "a trace" } else { "a tree of spans" };
        let says = format!("{what} is of one run, and --twin would make two");
        Problem { says, instead: format!("awaitscope run {id} --twin --as account") }
    }

    /// So many pixels are more than there is room for.
    pub(crate) fn of_size(says: String) -> Problem {
        Problem { says, instead: "a smaller --scale, or --as svg".to_owned() }
    }
}

impl From<UnknownExample> for Problem {
    fn from(unknown: UnknownExample) -> Problem {
        let instead = format!("awaitscope run {}", unknown.nearest);
        Problem { says: unknown.to_string(), instead }
    }
}

impl From<NotRun> for Problem {
    fn from(why: NotRun) -> Problem {
        Problem { says: why.to_string(), instead: why.instead() }
    }
}

/// What a run looks like in the form that was asked for: text, but for a png.
pub(crate) fn show(run: &Run) -> Result<Vec<u8>, Problem> {
    let (form, id) = (run.form, &run.choice.id);
    if form == Form::Png && run.out.is_none() {
        return Err(Problem::of_png(id));
    }
    if run.twin && matches!(form, Form::Text | Form::Spans) {
        return Err(Problem::of_one_run(form, id));
    }
    let runs = Runs::by(&run.choice, run.twin)?;
    if form == Form::Png {
        return pixels::png(&runs.picture(run.theme), run.scale).map_err(Problem::of_size);
    }
    Ok(text(form, run.theme, &runs).into_bytes())
}

fn text(form: Form, theme: Theme, runs: &Runs) -> String {
    let files = runs.files();
    let both = || -> Vec<export::Run<'_>> {
        let runs = runs.traces.iter().zip(&files);
        runs.map(|(trace, file)| export::Run { trace, file }).collect()
    };
    match form {
        Form::Text => runs.rust().to_text(),
        Form::Account => told(runs, |trace| diagram::account(trace).to_text()),
        Form::Spans => crate::spans::spans(runs.rust()),
        Form::Ops => under_headings(runs.traces.iter().map(what_if::ops).collect()),
        Form::Svg | Form::Png => runs.picture(theme),
        Form::Ascii => told(runs, |trace| format!("{}\n{}", diagram::ascii(trace), output(trace))),
        Form::Chrome => export::chrome(&both()),
        Form::Speedscope => export::speedscope(&both()),
        Form::Otel => export::otel(&both()),
    }
}

/// Each run in words, Rust's with what goes wrong in it.
fn told(runs: &Runs, tell: impl Fn(&Trace) -> String) -> String {
    let mut told: Vec<_> = runs.traces.iter().map(tell).collect();
    told[0] += &section(runs.example, runs.rust());
    under_headings(told)
}

/// Two texts as the page's “Take away” puts them; one stands alone.
fn under_headings(texts: Vec<String>) -> String {
    match &texts[..] {
        [rust, javascript] => format!("# Rust\n\n{rust}\n# JavaScript\n\n{javascript}"),
        _ => texts.concat(),
    }
}

/// The findings under a heading, if there are any.
fn section(example: &Example, trace: &Trace) -> String {
    diagram::section(&diagram::lint(trace), trace, &example.file())
}

pub(crate) fn lint(choice: &Choice) -> Result<String, Problem> {
    let runs = Runs::by(choice, false)?;
    let found = findings(runs.example, runs.rust());
    let nothing = "No findings: nothing in this run looks like a mistake.\n";
    Ok(if found.is_empty() { nothing.to_owned() } else { found })
}

/// A paragraph for each finding: its name and place, what happened, and what to do.
fn findings(example: &Example, trace: &Trace) -> String {
    let file = example.file();
    diagram::lint(trace).iter().map(|found| found.to_text(trace, &file)).collect()
}

/// The printed lines with their times, and how the run ended.
fn output(trace: &Trace) -> String {
    // A printed line may hold what the reader typed; it must not steer this terminal.
    let line = |event: &trace::Event, text: &str| {
        format!("{:>8}  {}\n", event.at.words(), visible(text.as_bytes(), false))
    };
    let lines: String = trace.log().map(|(_, event, text)| line(event, text)).collect();
    format!("{lines}\n{}\n", trace.outcome.sentence(trace))
}
