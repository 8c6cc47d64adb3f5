//! `awaitscope run` and `awaitscope lint`: a recipe, a trace, and one of its forms.

use crate::command::{Choice, Form, Run, Theme};
use crate::{pixels, typing, what_if};
use diagram::{AxisKind, Look, Scene, Timeline, View};
use examples::{Example, UnknownExample};
use trace::{Recipe, Trace, visible};

/// Why a run cannot be made, and what could be said instead.
pub(crate) struct Problem {
    pub(crate) says: String,
    pub(crate) instead: String,
}

impl Problem {
    /// Here is no JavaScript that it could await.
    fn of_page(example: &Example) -> Problem {
        let id = example.id;
        let says = format!("“{id}” awaits real JavaScript, and so it runs in a page only");
        let instead = format!("cargo xtask serve, and open http://127.0.0.1:8080/#v1&ex={id}");
        Problem { says, instead }
    }

    fn of_png(id: &str) -> Problem {
        let says = "a png is no text, so it is not written to a terminal".to_owned();
        Problem { says, instead: format!("awaitscope run {id} --as png --out {id}.png") }
    }

    /// So many pixels are more than there is room for.
    fn of_size(says: String) -> Problem {
        Problem { says, instead: "a smaller --scale, or --as svg".to_owned() }
    }
}

impl From<UnknownExample> for Problem {
    fn from(unknown: UnknownExample) -> Problem {
        let instead = format!("awaitscope run {}", unknown.nearest);
        Problem { says: unknown.to_string(), instead }
    }
}

/// What a run looks like in the form that was asked for: text, but for a png.
pub(crate) fn show(run: &Run) -> Result<Vec<u8>, Problem> {
    if run.form == Form::Png && run.out.is_none() {
        return Err(Problem::of_png(&run.choice.id));
    }
    let (example, trace) = trace(&run.choice)?;
    if run.form == Form::Png {
        return pixels::png(&picture(&trace, run.theme), run.scale).map_err(Problem::of_size);
    }
    Ok(text(run.form, run.theme, example, &trace).into_bytes())
}

fn text(form: Form, theme: Theme, example: &Example, trace: &Trace) -> String {
    let file = example.file();
    let runs = [export::Run { trace, file: &file }];
    match form {
        Form::Text => trace.to_text(),
        Form::Account => {
            format!("{}{}", diagram::account(trace).to_text(), section(example, trace))
        }
        Form::Spans => crate::spans::spans(trace),
        Form::Ops => what_if::ops(trace),
        Form::Svg | Form::Png => picture(trace, theme),
        Form::Ascii => {
            let (drawn, printed) = (diagram::ascii(trace), output(trace));
            format!("{drawn}\n{printed}{}", section(example, trace))
        }
        Form::Chrome => export::chrome(&runs),
        Form::Speedscope => export::speedscope(&runs),
        Form::Otel => export::otel(&runs),
    }
}

/// The findings under a heading, if there are any.
fn section(example: &Example, trace: &Trace) -> String {
    diagram::section(&diagram::lint(trace), trace, &example.file())
}

pub(crate) fn lint(choice: &Choice) -> Result<String, Problem> {
    let (example, trace) = trace(choice)?;
    let found = findings(example, &trace);
    let nothing = "No findings: nothing in this run looks like a mistake.\n";
    Ok(if found.is_empty() { nothing.to_owned() } else { found })
}

fn trace(choice: &Choice) -> Result<(&'static Example, Trace), Problem> {
    let example = examples::find(&choice.id)?;
    if example.kind.needs_page() {
        return Err(Problem::of_page(example));
    }
    let mut recipe = Recipe { knobs: choice.knobs.clone(), ..Recipe::of(example.id) };
    recipe.seed = choice.seed;
    for problem in examples::settle(&example.knobs(), &mut recipe) {
        eprintln!("note: {problem}");
    }
    typing::add(&mut recipe, example, &choice.typed)?;
    what_if::add(&mut recipe, &choice.what_ifs)?;
    let trace = example.run(&recipe);
    for sentence in typing::lost(&trace).into_iter().chain(trace.unmet()) {
        eprintln!("note: {sentence}");
    }
    Ok((example, trace))
}

/// A paragraph for each finding: its name and place, what happened, and what to do.
fn findings(example: &Example, trace: &Trace) -> String {
    let file = example.file();
    diagram::lint(trace).iter().map(|found| found.to_text(trace, &file)).collect()
}

fn picture(trace: &Trace, theme: Theme) -> String {
    let traces = [trace];
    let timeline = Timeline::new(&traces);
    let look = Look::by_itself(AxisKind::Story);
    let view = View::new(&traces, &[Scene::new(trace)], &timeline, &look);
    let theme = match theme {
        Theme::Light => diagram::Theme::Light,
        Theme::Dark => diagram::Theme::Dark,
    };
    diagram::svg(&view, &traces, &timeline, timeline.steps(), theme)
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
