//! `awaitscope run`: a recipe, a trace, and one of its forms.

use crate::command::{Form, Run, Theme};
use diagram::{AxisKind, Look, Scene, Timeline, View};
use examples::UnknownExample;
use trace::{Recipe, Trace};

/// The width of a picture, in px: a slide's, less its margins.
const WIDTH_PX: f64 = 1200.0;

pub(crate) fn show(run: &Run) -> Result<String, UnknownExample> {
    let example = examples::find(&run.id)?;
    let mut recipe = Recipe { knobs: run.knobs.clone(), ..Recipe::of(example.id) };
    recipe.seed = run.seed;
    for problem in examples::settle(&example.knobs(), &mut recipe) {
        eprintln!("note: {problem}");
    }
    let trace = example.run(&recipe);
    Ok(match run.form {
        Form::Text => trace.to_text(),
        Form::Account => diagram::account(&trace),
        Form::Spans => crate::spans::spans(&trace),
        Form::Svg => picture(&trace, run.theme),
        Form::Ascii => format!("{}\n{}", diagram::ascii(&trace), output(&trace)),
    })
}

fn picture(trace: &Trace, theme: Theme) -> String {
    let traces = [trace];
    let timeline = Timeline::new(&traces);
    let scene = Scene::new(trace, &timeline, 0);
    let look = Look { axis: AxisKind::Story, width: WIDTH_PX, ..Look::default() };
    let view = View::new(&traces, &[scene], &timeline, &look);
    let theme = match theme {
        Theme::Light => diagram::Theme::Light,
        Theme::Dark => diagram::Theme::Dark,
    };
    diagram::svg(&view, &traces, timeline.steps(), theme)
}

/// The printed lines with their times, and how the run ended.
fn output(trace: &Trace) -> String {
    let line = |event: &trace::Event, text: &str| format!("{:>8}  {text}\n", event.at.words());
    let lines: String = trace.log().map(|(_, event, text)| line(event, text)).collect();
    format!("{lines}\n{}\n", trace.outcome.sentence(trace))
}
