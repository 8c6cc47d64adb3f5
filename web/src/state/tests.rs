//! The reducer and what is derived from it, over every example of the catalogue, without a browser.

use super::*;
use crate::link::Link;
use crate::parts::WORDS;
use examples::{Example, Knob};
use std::rc::Rc;
use std::time::Duration;
use trace::{Outcome, Recipe, SourceSpan, Trace};

mod lesson;
mod take;
mod typing;
mod what_if;

fn example(id: &str) -> &'static Example {
    examples::find(id).expect("the catalogue holds it")
}

fn opening(id: &str, twin: TwinRun) -> Opening {
    let example = example(id);
    let recipe = example.rehearsal();
    let rust = Rc::new(example.run(&recipe));
    Opening::new(example, Rc::new(texts(example)), recipe, rust, twin)
}

/// An example's words without colours; the page fetches what `crates/press` makes of them.
fn texts(example: &Example) -> Texts {
    let source = |file, text: &str| Source { file, text: text.to_owned(), ..Source::default() };
    let mut sources = vec![source(example.file(), example.source())];
    let twin = example.twin_file().zip(example.twin_source());
    sources.extend(twin.map(|(file, text)| source(file, text)));
    let title = example.title().to_owned();
    Texts { title, sources, knobs: example.knobs(), ..Texts::default() }
}

fn open(id: &str, twin: TwinRun) -> Model {
    Model::new(opening(id, twin), Theme::Auto)
}

/// A twin's run, made by hand: what a browser would have asked of its world.
fn twin(id: &str) -> Rc<Trace> {
    let line = |line| Some(SourceSpan { line, column: 1, end_line: line, end_column: 2 });
    let mut world = example(id).twin_world(&Recipe::of(id));
    world.start_turn();
    world.log("one", line(4));
    let _ = world.sleep(Duration::from_millis(10), line(5));
    let _ = world.sleep(Duration::from_millis(30), line(6));
    world.end_turn();
    while world.next_completion().is_some() {
        world.start_turn();
        world.log("again", line(4));
        world.end_turn();
    }
    let trace = world.finish(Outcome::Completed);
    trace.validate().expect("a world writes valid traces");
    Rc::new(trace)
}

fn all() -> Vec<Model> {
    // Those that need a page are tested in one: `e2e/bridges.test.mjs`.
    let ids = examples::anywhere().filter(|it| it.chapter().number > 0).map(|it| it.id);
    let alone =
        ids.chain(["deadlock-specimen", "runaway-specimen"]).map(|id| open(id, TwinRun::None));
    alone.chain([open("lazy-future", TwinRun::Ran(twin("lazy-future")))]).collect()
}

fn step(model: &Model, action: Action) -> Model {
    reduce(model, action)
}

#[test]
fn every_position_survives_link_and_reload() {
    for model in all() {
        for position in 0..=model.run.end() {
            let there = step(&model, Action::Seek(position));
            let text = there.link().to_string();
            let read = Link::read(&text);
            assert!(read.problems.is_empty(), "{text}: {:?}", read.problems);
            let twin = model.run.twin.clone();
            let opening = Opening { place: read.link.place, ..opening(model.run.example.id, twin) };
            let again = Model::new(opening, Theme::Auto);
            assert_eq!(again.position, position, "{text}");
            assert_eq!(again.link().to_string(), text);
        }
    }
}

/// A bridge's run: its one trace holds Rust's lanes and JavaScript's.
#[test]
fn a_step_of_javascript_within_the_rust_run_survives_link_and_reload() {
    let with = |place| {
        let rust = Rc::clone(&twin("lazy-future"));
        Model::new(Opening { rust, place, ..opening("lazy-future", TwinRun::None) }, Theme::Auto)
    };
    let model = with(None);
    for position in 1..=model.run.end() {
        let text = step(&model, Action::Seek(position)).link().to_string();
        let again = with(Link::read(&text).link.place);
        assert_eq!((again.position, again.notice), (position, None), "{text}");
    }
}

#[test]
fn forward_to_the_end_and_back_meets_the_same_facts() {
    for start in all() {
        let mut forward = vec![start];
        while let Some(last) = forward.last().filter(|model| model.position < model.run.end()) {
            let next = step(last, Action::Forward);
            assert_eq!(next.position, last.position + 1);
            forward.push(next);
        }
        let mut model = forward[forward.len() - 1].clone();
        for expected in forward.iter().rev() {
            assert_eq!(Facts::of(&model), Facts::of(expected));
            model = step(&model, Action::Back);
        }
        assert_eq!(model.position, 0);
    }
}

#[test]
fn every_step_is_narrated_and_the_end_says_how_it_ended() {
    for model in all() {
        for position in 0..=model.run.end() {
            let facts = Facts::of(&step(&model, Action::Seek(position)));
            assert!(!facts.sentences.is_empty(), "{} at {position}", model.run.example.id);
            let full = |sentence: &Sentence| sentence.text.ends_with('.');
            assert!(facts.sentences.iter().all(full), "{:?}", facts.sentences);
            let ended = facts.outcomes.len() == model.run.traces().len();
            assert!(ended || position < model.run.end());
        }
    }
}

#[test]
fn a_late_twin_does_not_move_the_reader() {
    let model = open("lazy-future", TwinRun::Awaited);
    for position in 0..=model.run.end() {
        let before = step(&model, Action::Seek(position));
        let arrived =
            Action::TwinArrived(Recipe::of("lazy-future"), TwinRun::Ran(twin("lazy-future")));
        let after = step(&before, arrived);
        assert_eq!(after.run.traces().len(), 2);
        let cursor = |model: &Model| model.run.timeline.cursor(model.position, 0);
        assert_eq!(cursor(&after), cursor(&before));
    }
}

#[test]
fn a_twin_of_another_recipe_or_that_failed_leaves_the_run_as_it_is() {
    let model = open("lazy-future", TwinRun::Awaited);
    let other = Action::TwinArrived(Recipe::of("other"), TwinRun::Ran(twin("lazy-future")));
    assert_eq!(step(&model, other).run.traces().len(), 1);
    let failed = TwinRun::Failed("It did not come.".to_owned());
    let failed = step(&model, Action::TwinArrived(Recipe::of("lazy-future"), failed));
    assert_eq!(failed.notice.as_deref(), Some("It did not come."));
}

#[test]
fn a_link_into_the_twin_waits_for_the_twin() {
    let place: Place = "js.1.end".parse().expect("a place");
    let opening = Opening { place: Some(place), ..opening("lazy-future", TwinRun::Awaited) };
    let waiting = Model::new(opening, Theme::Auto);
    assert_eq!((waiting.position, waiting.notice.as_deref()), (0, None));
    assert!(waiting.link().to_string().ends_with("&at=js.1.end"));
    let ran = TwinRun::Ran(twin("lazy-future"));
    let there = step(&waiting, Action::TwinArrived(Recipe::of("lazy-future"), ran));
    assert_eq!(there.run.place(there.position).map(|place| place.language), Some(Language::Rust));
    assert!(there.position > 0 && there.wanted.is_none());
}

#[test]
fn a_step_that_is_not_there_is_said_and_the_run_opens_at_its_start() {
    let place = "t0.99.end".parse().ok();
    let model = Model::new(Opening { place, ..opening("lazy-future", TwinRun::None) }, Theme::Auto);
    assert_eq!(model.position, 0);
    assert!(model.notice.is_some_and(|notice| notice.contains("t0.99.end")));
}

#[test]
fn playing_stops_at_the_end_and_starts_again_from_the_start() {
    let mut model = step(&open("lazy-future", TwinRun::None), Action::TogglePlay);
    for _ in 0..model.run.end() {
        assert!(model.playing);
        model = step(&model, Action::Tick);
    }
    assert_eq!((model.position, model.playing), (model.run.end(), false));
    let again = step(&model, Action::TogglePlay);
    assert_eq!((again.position, again.playing), (0, true));
    assert_eq!(step(&step(&again, Action::TogglePlay), Action::Tick).position, 0);
}

#[test]
fn a_line_leads_to_its_next_event_and_then_round_to_its_first() {
    let model = open("async-concurrent", TwinRun::None);
    for line in model.run.lines(Language::Rust) {
        let mut at = model.clone();
        let mut visited = Vec::new();
        loop {
            at = step(&at, Action::SeekLine(Language::Rust, *line));
            if visited.contains(&at.position) {
                break;
            }
            visited.push(at.position);
            let marks = Facts::of(&at).sides[0].marks.clone();
            assert_eq!(marks.get(*line), Some(Mark::Here), "line {line} at {}", at.position);
        }
        assert!(visited.is_sorted() && at.position == visited[0], "line {line}: {visited:?}");
    }
    let nowhere = step(&model, Action::SeekLine(Language::Rust, 9_999));
    assert_eq!(nowhere.position, 0);
}

#[test]
fn an_account_that_is_open_stays_open_from_example_to_example() {
    let model = step(&open("lazy-future", TwinRun::None), Action::ShowAccount(true));
    let next = Action::Open(Box::new(opening("async-concurrent", TwinRun::None)));
    let model = step(&model, next);
    assert!(model.account);
    assert_eq!(model.run.accounts(&WORDS), [diagram::account(&model.run.rust)]);
}

#[test]
fn a_knob_asks_for_a_run_and_the_reader_stays_where_they_are() {
    let mut model = step(&open("async-concurrent", TwinRun::None), Action::Words(&WORDS));
    let knob = Knob { name: "soup_ms".into(), default: 30, low: 0, high: 90, at: 0 };
    let texts = Texts { knobs: vec![knob.clone()], ..(*model.run.texts).clone() };
    let run = |recipe: &Recipe| {
        let example = example("async-concurrent");
        let rust = Rc::new(example.run(recipe));
        Opening {
            recipe: recipe.clone(),
            rust,
            texts: Rc::new(texts.clone()),
            ..opening(example.id, TwinRun::None)
        }
    };
    model = step(&model, Action::Rerun(Box::new(run(&model.run.recipe))));
    let turned = step(&step(&model, Action::Seek(5)), Action::turn("soup_ms".into(), 999));
    let asked = turned.asked.clone().expect("a turned knob asks for a run");
    assert_eq!(asked.knobs, [("soup_ms".to_owned(), 90)]);
    assert!(turned.notice.as_deref().is_some_and(|said| said.contains("from 0 to 90")));
    assert_eq!(turned.knob(&knob), 90);
    assert!(turned.link().to_string().contains("&k.soup_ms=90"));
    let there = step(&turned, Action::Rerun(Box::new(run(&asked))));
    assert_eq!((there.asked.as_ref(), there.position), (None, 5));
    let back = step(&there, Action::turn("soup_ms".into(), 30));
    assert_eq!(back.asked.map(|recipe| recipe.knobs), Some(Vec::new()), "the default is no turn");
    let end = step(&there, Action::Last);
    let again = step(&end, Action::Rerun(Box::new(run(&Recipe::of("async-concurrent")))));
    assert_eq!(again.position, again.run.end(), "who is at the end stays at the end");
}
