//! Typing into the terminal: what is asked for, what is dropped and had back, what is refused.

use super::*;
use crate::link::MOST;

/// The page with an example open, and all that comes after the first picture.
fn opened(id: &str) -> Model {
    step(&open(id, TwinRun::None), Action::Words(&WORDS))
}

/// The same, where the terminal can be typed into from `position` on.
fn open_at(id: &str, millis: u64) -> Model {
    let model = opened(id);
    let at = |position: &usize| model.run.timeline.at(*position).0 == millis * 1_000_000;
    let position = (0..=model.run.end()).rev().find(at).expect("something happens then");
    step(&model, Action::Seek(position))
}

fn type_in(model: &Model, text: &str) -> Model {
    answered(&step(
        &step(model, Action::typing(Typing::Draft(text.to_owned()))),
        Action::typing(Typing::Send),
    ))
}

/// The page once what was asked for has been run.
fn answered(model: &Model) -> Model {
    let Some(recipe) = model.asked.clone() else { return model.clone() };
    let example = model.run.example;
    let rust = Rc::new(example.run(&recipe));
    let opening = Opening { recipe, rust, ..opening(example.id, TwinRun::None) };
    step(model, Action::Rerun(Box::new(opening)))
}

fn terminal(model: &Model) -> Terminal {
    Terminal::of(model).expect("the example has a terminal")
}

fn draft(model: &Model) -> &str {
    model.typed.as_ref().map_or("", |typed| &typed.draft)
}

/// How much of what was typed before has been dropped by what was typed last.
fn former(model: &Model) -> Option<usize> {
    model.typed.as_ref()?.former.as_ref().map(|(_, dropped)| *dropped)
}

fn shown(model: &Model) -> Vec<(bool, String)> {
    terminal(model).lines.into_iter().map(|line| (line.typed, line.text)).collect()
}

#[test]
fn only_examples_with_a_reader_have_a_terminal() {
    let with: Vec<_> = all()
        .iter()
        .filter(|model| Terminal::of(model).is_some())
        .map(|model| model.run.example.id)
        .collect();
    assert_eq!(with, ["echo-server", "chat-tasks"]);
}

#[test]
fn what_is_typed_is_seen_at_once_and_its_echo_later_and_the_reader_stays() {
    let here = open_at("echo-server", 30);
    assert!(terminal(&here).is_open);
    let sent = type_in(&here, "hello");
    assert_eq!((sent.position, draft(&sent), sent.playing), (here.position, "", false));
    assert_eq!(sent.asked, None, "it was run");
    let cursor = |model: &Model| model.run.timeline.cursor(model.position, 0);
    let before = &here.run.rust.events[..cursor(&here)];
    assert_eq!(&sent.run.rust.events[..cursor(&sent)], before);
    assert_eq!(shown(&sent), [(true, "hello\n".to_owned())]);
    assert!(terminal(&sent).lines[0].waits, "all else that is due then comes first");
    assert!(!terminal(&step(&sent, Action::Forward)).lines[0].waits);
    let end = step(&sent, Action::Last);
    assert_eq!(shown(&end), [(true, "hello\n".to_owned()), (false, "hello\n".to_owned())]);
    let twice = type_in(&sent, "again");
    assert_eq!(twice.recipe().typed.len(), 2, "of one instant, both are kept");
}

#[test]
fn a_link_reopens_what_was_typed() {
    let sent = type_in(&open_at("echo-server", 30), "% & é\u{7}");
    let text = sent.link().to_string();
    assert!(text.contains("&in=2.30ms.%25%20%26%20%C3%A9%07%0A"), "{text}");
    let read = Link::read(&text);
    let mut recipe = Recipe::of("echo-server");
    crate::link::typed::read(&read.link, sent.run.example, &[], &mut recipe, &mut Vec::new());
    assert_eq!((recipe, read.problems), (sent.run.recipe.clone(), vec![]));
}

#[test]
fn typing_at_an_earlier_step_drops_what_was_typed_later_and_undo_brings_it_back() {
    let late = type_in(&open_at("echo-server", 55), "late");
    let back = (0..late.position)
        .rev()
        .find(|position| late.run.timeline.at(*position).0 == 30_000_000)
        .expect("an earlier step");
    let early = type_in(&step(&late, Action::Seek(back)), "early");
    let texts = |model: &Model| -> Vec<Vec<u8>> {
        model.recipe().typed.iter().map(|(.., bytes)| bytes.clone()).collect()
    };
    assert_eq!(texts(&early), [b"early\n"]);
    assert_eq!(former(&early), Some(1));
    let undone = answered(&step(&early, Action::typing(Typing::Undo)));
    assert_eq!(texts(&undone), [b"late\n"]);
    assert_eq!((former(&undone), undone.position), (None, early.position));
    assert_eq!(step(&undone, Action::typing(Typing::Undo)).asked, None, "one level is enough");
}

#[test]
fn where_nothing_can_be_typed_the_terminal_says_why_and_where_it_can() {
    for id in ["echo-server", "chat-tasks"] {
        let start = opened(id);
        let end = step(&start, Action::Last);
        for (model, why) in [(&start, "not connected yet"), (&end, "the run is over")] {
            let closed = terminal(model);
            assert!(!closed.is_open && closed.state.contains(why), "{}", closed.state);
            assert!(closed.state.ends_with('.'));
            let sent = type_in(model, "hello");
            assert_eq!((sent.recipe(), draft(&sent)), (&model.run.recipe, "hello"));
            let leads = closed.open_at.expect("it is connected at some step");
            let there = step(model, Action::Seek(leads));
            assert!(terminal(&there).is_open, "{id}: {leads}");
            assert_ne!(type_in(&there, "hello").run.recipe, model.run.recipe);
        }
    }
}

#[test]
fn what_a_link_could_not_carry_is_refused_with_a_sentence_and_nothing_changes() {
    let here = open_at("echo-server", 30);
    for text in ["x".repeat(100_000), "é".repeat(400), "x".repeat(MOST)] {
        let drafted = step(&here, Action::typing(Typing::Draft(text.clone())));
        let refused = step(&drafted, Action::typing(Typing::Send));
        assert_eq!((refused.asked.as_ref(), refused.recipe()), (None, here.recipe()));
        assert_eq!((draft(&refused), former(&refused)), (text.as_str(), None));
        let said = refused.notice.expect("it is said");
        assert!(said.contains("was not sent") && said.contains("1600"), "{said}");
    }
    let room = MOST - here.link().to_string().len() - "&in=2.30ms.%0A".len();
    let sent = type_in(&here, &"x".repeat(room));
    assert_eq!((sent.notice.as_ref(), sent.link().to_string().len()), (None, MOST));
    assert!(
        step(
            &step(&here, Action::typing(Typing::Draft("x".repeat(room + 1)))),
            Action::typing(Typing::Send)
        )
        .notice
        .is_some()
    );
    // With every step that the reader may go to, and an address before it, it is still short.
    for position in 0..=sent.run.end() {
        assert!(step(&sent, Action::Seek(position)).link().to_string().len() < MOST + 50);
    }
}

#[test]
fn bytes_of_any_kind_do_no_harm() {
    let nasty = "\0\u{1}\u{7}\u{1b}[2J\r\n\t\u{7f}\u{202e}\u{fffd}<b>&amp;%41".to_owned();
    for id in ["echo-server", "chat-tasks"] {
        let millis = if id == "echo-server" { 30 } else { 40 };
        let sent = type_in(&open_at(id, millis), &nasty);
        assert_eq!(sent.run.rust.validate(), Ok(()));
        for position in 0..=sent.run.end() {
            let there = step(&sent, Action::Seek(position));
            let odd = |c: char| c.is_control() && c != '\n' && c != '\t';
            assert!(!terminal(&there).lines.iter().any(|line| line.text.contains(odd)));
            let said = Facts::of(&there).sentences;
            assert!(!said.iter().any(|sentence| sentence.text.contains(char::is_control)));
        }
    }
}
