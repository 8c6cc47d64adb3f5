//! Makes what a run is taken away as, and hands it to the reader: the page's side of the crate
//! `export` and of `diagram::svg`.
//!
//! It stands apart from `state::take` because it is a part of its own, fetched when somebody first
//! copies or saves: nothing else on the page draws a picture as text or knows another tool's
//! format.

use crate::browser;
use crate::components::Room;
use crate::parts::Words;
use crate::state::{Axis, Format, Language, Model, Run, Take, Theme};
use diagram::{AxisKind, Look, View};
use futures::future::LocalBoxFuture;
use trace::Trace;
use wasm_bindgen::prelude::*;

// One function, which takes texts: what takes and gives numbers alone would not go through the
// glue, and be fetched with the page.
#[wasm_bindgen(module = "/js/take.js")]
extern "C" {
    async fn hand(copies: bool, text: &str, media_type: &str, name: &str) -> JsValue;
}

/// Copies or saves what is chosen of a run; answers what became of it, in a sentence.
pub fn give(model: Model, copies: bool) -> LocalBoxFuture<'static, String> {
    Box::pin(async move {
        let take = model.taken();
        let theme = theme(&take);
        let file = take.file(&model.run, theme == diagram::Theme::Dark);
        let Some(words) = model.words else { return take.sentence("failed", &file) };
        let text = content(&model, words, &take, theme, room());
        let answer = hand(copies, &text, take.format.media_type(), &file).await;
        take.sentence(&answer.as_string().unwrap_or_default(), &file)
    })
}

/// A picture's colours: those that were chosen for it, else the page's, be they the reader's choice
/// or the system's.
fn theme(take: &Take) -> diagram::Theme {
    match take.colours {
        Theme::Light => diagram::Theme::Light,
        Theme::Dark => diagram::Theme::Dark,
        _ if is_dark(&browser::styled("background-color").unwrap_or_default()) => {
            diagram::Theme::Dark
        }
        _ => diagram::Theme::Light,
    }
}

/// Whether a colour, as browsers write it (`rgb(20, 24, 29)`), is a dark one.
fn is_dark(colour: &str) -> bool {
    let numbers = colour.split(['(', ',', ')']).filter_map(|it| it.trim().parse::<u32>().ok());
    let (count, sum) = numbers.take(3).fold((0, 0), |(count, sum), it| (count + 1, sum + it));
    count == 3 && sum < 3 * 128
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

/// What the page shows: this window, with lanes folded and moved as they are, the other language
/// folded away, a pinned run beside it, up to the present step.
fn shown(model: &Model, theme: diagram::Theme, room: Room) -> String {
    let (run, position) = match model.beside.as_ref().zip(model.hands) {
        Some((both, hands)) => (both, (hands.position)(both, &model.run, model.position)),
        None => (&model.run, model.position),
    };
    let (traces, timeline) = (run.drawn(), &run.timeline);
    let look = Look { axis: axis(model), width: room.width_of_picture(), ..Look::default() };
    let natural = || diagram::Axis::new(timeline, &look).natural(position);
    let look = Look { window: Some(model.window.unwrap_or_else(natural)), ..look };
    let folds = model.folds.without(model.folded().map(Language::which));
    let view = View::folded(&traces, &run.scenes, timeline, &look, &folds);
    diagram::svg(&view, &traces, timeline, position, theme)
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

#[cfg(test)]
mod tests {
    use super::is_dark;

    #[test]
    fn dark_paper_is_told_from_light_however_it_is_written() {
        let dark = ["rgb(20, 24, 29)", "rgb(0,0,0)", "rgba(20, 24, 29, 1)"];
        assert!(dark.into_iter().all(is_dark));
        assert!(!["rgb(251, 250, 246)", "rgb(255, 255, 255)", "", "grey"].into_iter().any(is_dark));
    }
}
