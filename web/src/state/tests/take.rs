//! What a run is taken away as: names, choices, sentences, and what stands in the files.

use super::*;
use crate::components::Room;
use crate::take::content;
use diagram::Theme as Colours;

fn taken(model: &Model, takings: impl IntoIterator<Item = Taking>) -> Model {
    let ready = step(model, Action::Words(&WORDS));
    takings.into_iter().fold(ready, |model, taking| step(&model, taking.action()))
}

fn alone() -> Model {
    open("deadlock", TwinRun::None)
}

fn both() -> Model {
    open("lazy-future", TwinRun::Ran(twin("lazy-future")))
}

fn file(model: &Model, takings: impl IntoIterator<Item = Taking>) -> String {
    let model = taken(model, takings);
    content(&model, &WORDS, &model.taken(), Colours::Light, Room::default())
}

#[test]
fn every_format_has_a_name_of_its_own_that_says_what_it_is() {
    let model = taken(&alone(), []);
    let names = Format::ALL.map(|(format, ..)| Take { format, ..Take::default() });
    let names = names.map(|take| take.file(&model.run, false));
    let expected = "deadlock.svg deadlock.png deadlock.md deadlock.txt deadlock.trace.json \
                    deadlock.speedscope.json deadlock.otel.json";
    assert_eq!(names.join(" "), expected);
    for (format, key, ..) in Format::ALL {
        assert_eq!((Format::of(key), format.key()), (format, key));
    }
}

#[test]
fn a_name_says_what_is_not_usual() {
    let model = both();
    let name = |take: Take, is_dark| take.file(&model.run, is_dark);
    let text = Take { format: Format::Text, language: Language::JavaScript, ..Take::default() };
    assert_eq!(name(Take::default(), true), "lazy-future-dark.svg");
    assert_eq!(name(text.clone(), true), "lazy-future.js.txt");
    assert_eq!(text.file(&alone().run, false), "deadlock.txt", "there is no other");
    assert_eq!(name(Take { format: Format::Chrome, ..text }, true), "lazy-future.trace.json");
}

#[test]
fn what_is_chosen_lasts_and_what_was_said_ends_with_the_next_choice() {
    let said = Taking::Said("deadlock", "Saved.".to_owned());
    let model = taken(&alone(), [Taking::Format(Format::Png), said]);
    assert_eq!(model.taken().said(&model.run), "Saved.");
    let other = step(&model, Action::Open(Box::new(opening("lazy-future", TwinRun::None))));
    assert_eq!(other.taken().format, Format::Png);
    assert_eq!(other.taken().said(&other.run), "", "that was another example");
    let chosen = step(&model, Taking::Whole(false).action());
    assert_eq!(chosen.taken().said(&chosen.run), "");
    assert!(!chosen.taken().whole);
}

#[test]
fn a_language_is_asked_for_where_two_have_run_and_a_file_holds_one() {
    let asks = |model: &Model| {
        let of = |format| Take { format, ..Take::default() }.asks_language(&model.run);
        Format::ALL.into_iter().filter(|entry| of(entry.0)).map(|entry| entry.1).collect::<Vec<_>>()
    };
    assert_eq!((asks(&both()), asks(&alone())), (vec!["text"], vec![]));
}

#[test]
fn texts_are_the_traces_own_and_other_tools_get_both_runs() {
    let model = both();
    let text = |language| [Taking::Format(Format::Text), Taking::Language(language)];
    for language in [Language::Rust, Language::JavaScript] {
        let trace = model.run.trace(language).expect("it ran");
        assert_eq!(file(&model, text(language)), trace.to_text());
    }
    for format in [Format::Chrome, Format::Speedscope, Format::Otel, Format::Account, Format::Svg] {
        let file = file(&model, [Taking::Format(format)]);
        let holds = |name: &str| file.to_lowercase().contains(name);
        // A picture names Rust's lanes by their tasks alone.
        assert!(holds("rust") || format.is_picture(), "{}", format.key());
        assert!(holds("javascript"), "{}", format.key());
    }
}

#[test]
fn an_account_ends_with_what_goes_wrong() {
    let account = file(&alone(), [Taking::Format(Format::Account)]);
    let (opening, findings) = account.split_once("\n## Findings\n\n").expect("it has some");
    assert!(!opening.starts_with('#') && findings.starts_with("deadlock at"), "{account}");
    let account = file(&both(), [Taking::Format(Format::Account)]);
    let (rust, javascript) = account.split_once("\n# JavaScript\n\n").expect("both are there");
    assert!(rust.starts_with("# Rust\n\n") && rust.contains("never-awaited"), "{rust}");
    assert!(!javascript.contains("Findings"));
}

#[test]
fn a_picture_is_of_the_whole_run_or_of_what_is_shown() {
    let model = both();
    let now = || [Taking::Whole(false)];
    let (whole, start) = (file(&model, []), file(&model, now()));
    let veiled = |svg: &str| svg.contains("class=\"veil\"");
    assert!(!veiled(&whole) && veiled(&start), "what has not happened is veiled");
    let later = step(&model, Action::Seek(7));
    assert_eq!(file(&later, []), whole);
    assert_ne!(file(&later, now()), start);
    let folded = step(&model, Action::Fold(Language::JavaScript));
    assert_eq!(file(&folded, []), whole, "the whole run is both");
    assert!(file(&folded, now()).len() < start.len());
    let time = step(&model, Action::SetAxis(Axis::Time));
    assert_ne!(file(&time, []), whole);
    let window = diagram::Window { from: 2.0, to: 5.0 };
    let closer = step(&model, Action::Look(Some(window)));
    assert_ne!(file(&closer, now()), start);
}

#[test]
fn too_long_a_run_is_refused_in_a_sentence_that_says_how_to_get_it() {
    let Opening { example, texts, mut recipe, rust, twin, .. } = opening("deadlock", TwinRun::None);
    let mut trace = Trace::clone(&rust);
    let event = trace.events[0];
    trace.events.extend(vec![event; MOST_EVENTS]);
    recipe.seed = 7;
    let mut run = Run::new(example, texts, recipe, rust, twin, None);
    // Only its length is asked for.
    run.rust = Rc::new(trace);
    let refusal = |format| Take { format, ..Take::default() }.refusal(&run);
    let sentence = refusal(Format::Chrome).expect("it is long");
    assert!(sentence.starts_with("This run has 100"), "{sentence}");
    let command = "awaitscope run deadlock --seed 7 --as chrome --out deadlock.trace.json";
    assert!(sentence.ends_with(command), "{sentence}");
    for format in [Format::Svg, Format::Png, Format::Account] {
        assert_eq!(refusal(format), None, "it is as short as ever");
    }
    assert_eq!(Take { format: Format::Otel, ..Take::default() }.refusal(&alone().run), None);
}

#[test]
fn whatever_the_browser_answers_is_a_sentence() {
    let check = |format, answer, expected: &str| {
        let take = Take { format, ..Take::default() };
        let sentence = take.sentence(answer, "deadlock.svg");
        assert!(sentence.starts_with(expected) && sentence.ends_with('.'), "{sentence}");
    };
    check(Format::Text, "copied 12345", "Copied 12 kB of text.");
    check(Format::Text, "copied 7", "Copied 7 bytes of text.");
    check(Format::Png, "copied 2460000", "Copied a picture of 2.5 MB.");
    check(Format::Svg, "saved 999600", "Saved deadlock.svg, 1.0 MB.");
    check(Format::Svg, "asked 12345", "Asked the browser to save deadlock.svg");
    check(Format::Svg, "refused 0", "The browser does not let the page copy");
    check(Format::Svg, "framed 0", "The browser does not let this frame copy");
    check(Format::Svg, "insecure 0", "A browser copies only");
    check(Format::Png, "large 0", "This picture has more pixels");
    check(Format::Png, "failed 0", "The browser could not make the file");
    check(Format::Png, "", "The browser could not make the file");
}
