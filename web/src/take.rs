//! Makes what a run is taken away as, and hands it to the reader: the page's side of the crate
//! `export` and of `diagram::svg`.
//!
//! It stands apart from `state::take` because it is a part of its own, fetched when somebody first
//! copies or saves: nothing else on the page draws a picture as text or knows another tool's format.

use crate::browser;
use crate::components::Room;
use crate::parts::Words;
use crate::state::{Axis, Format, Language, Model, Run, Take, Theme};
use diagram::{AxisKind, Folds, Look, View};
use futures::future::LocalBoxFuture;
use trace::Trace;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/take.js")]
extern "C" {
    async fn hand(copies: bool, text: &str, media_type: &str, name: &str) -> JsValue;

    #[wasm_bindgen(js_name = isDark)]
    fn is_dark() -> bool;
}

/// Copies or saves what is chosen of a run; answers what became of it, in a sentence.
pub fn give(model: Model, copies: bool) -> LocalBoxFuture<'static, String> {
    Box::pin(async move {
        let take = model.taken();
        let theme = theme(&model, &take);
        let file = take.file(&model.run, theme == diagram::Theme::Dark);
        let Some(words) = model.words else { return take.sentence("failed", &file) };
        let text = content(&model, words, &take, theme, room());
        let answer = hand(copies, &text, take.format.media_type(), &file).await;
        take.sentence(&answer.as_string().unwrap_or_default(), &file)
    })
}

/// A picture's colours: those that were chosen for it, else the page's.
fn theme(model: &Model, take: &Take) -> diagram::Theme {
    let chosen = [take.colours, model.theme].into_iter().find(|theme| *theme != Theme::Auto);
    match chosen {
        Some(Theme::Dark) => diagram::Theme::Dark,
        Some(_) => diagram::Theme::Light,
        None if is_dark() => diagram::Theme::Dark,
        None => diagram::Theme::Light,
    }
}

/// How wide the diagram on the page is now, in its own units.
fn room() -> Room {
    let document = browser::window().document();
    let diagram = document.and_then(|it| it.query_selector(".diagram").ok().flatten());
    diagram.map_or_else(Room::default, |diagram| Room::of(&diagram))
}

/// What stands in the file; of a picture, its markup.
pub fn content(
    model: &Model,
    words: &Words,
    take: &Take,
    theme: diagram::Theme,
    room: Room,
) -> String {
    let run = &*model.run;
    let traces = run.traces();
    let files = [run.example.file(), run.example.twin_file().unwrap_or_default()];
    let runs: Vec<_> =
        { traces.iter().zip(&files) }.map(|(trace, file)| export::Run { trace, file }).collect();
    match take.format {
        Format::Svg | Format::Png if take.whole => whole(run, axis(model), theme),
        Format::Svg | Format::Png => shown(model, theme, room),
        Format::Account => account(run, words),
        Format::Text => run.trace(take.whose(run)).map(Trace::to_text).unwrap_or_default(),
        Format::Chrome => export::chrome(&runs),
        Format::Speedscope => export::speedscope(&runs),
        Format::Otel => export::otel(&runs),
    }
}

fn axis(model: &Model) -> AxisKind {
    match model.axis {
        Axis::Story => AxisKind::Story,
        Axis::Time => AxisKind::Time,
    }
}

/// All of a run, as `awaitscope run --as svg` draws it; its twin's on the same clock.
fn whole(run: &Run, axis: AxisKind, theme: diagram::Theme) -> String {
    let (traces, timeline) = (run.traces(), &run.timeline);
    let view = View::new(&traces, &run.scenes, timeline, &Look::by_itself(axis));
    diagram::svg(&view, &traces, timeline, timeline.steps(), theme)
}

/// What the page shows: this window, with the other language folded, up to the present step.
fn shown(model: &Model, theme: diagram::Theme, room: Room) -> String {
    let (run, axis) = (&*model.run, axis(model));
    let (traces, timeline) = (run.traces(), &run.timeline);
    let look = Look { axis, width: room.width_of_picture(), ..Look::default() };
    let natural = || diagram::Axis::new(timeline, &look).natural(model.position);
    let look = Look { window: Some(model.window.unwrap_or_else(natural)), ..look };
    let without = model.folded().map(Language::which).into_iter().collect();
    let folds = Folds { without, ..Folds::default() };
    let view = View::folded(&traces, &run.scenes, timeline, &look, &folds);
    diagram::svg(&view, &traces, timeline, model.position, theme)
}

/// The run in words, and what goes wrong in it; of two languages, one after the other.
fn account(run: &Run, words: &Words) -> String {
    let findings = diagram::section(run.findings(words), &run.rust, &run.example.file());
    let mut told: Vec<String> = run.accounts(words).iter().map(|it| it.to_text()).collect();
    told[0] += &findings;
    match &told[..] {
        [rust, javascript] => format!("# Rust\n\n{rust}\n# JavaScript\n\n{javascript}"),
        _ => told.concat(),
    }
}
