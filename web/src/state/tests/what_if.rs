//! What if: what is moved is asked for, the reader stays, the link follows, and all can be reset.

use super::*;
use crate::link::MOST;
use trace::{Instant, OpName};

fn opened(id: &str) -> Model {
    step(&open(id, TwinRun::None), Action::Words(&WORDS))
}

fn at(millis: u64) -> Instant {
    Instant(millis * 1_000_000)
}

fn name(text: &str) -> OpName {
    text.parse().expect("a name")
}

fn move_to(model: &Model, op: &str, to: u64) -> Model {
    answered(&step(model, Action::end_at(name(op), Some(at(to)))))
}

/// The page once what was asked for has been run.
fn answered(model: &Model) -> Model {
    let Some(recipe) = model.asked.clone() else { return model.clone() };
    let example = model.run.example;
    let rust = Rc::new(example.run(&recipe));
    let opening = Opening { recipe, rust, ..opening(example.id, TwinRun::None) };
    step(model, Action::Rerun(Box::new(opening)))
}

fn rows(model: &Model) -> Vec<Movable> {
    WhatIfs::of(model).expect("something can be moved").rows
}

fn sleep_of(model: &Model, label: &str) -> OpName {
    let trace = &model.run.rust;
    let wanted = |op: &usize| trace.name(trace.ops[*op].label) == label;
    let op = (0..trace.ops.len()).find(wanted).expect("there is one");
    trace.op_name(trace::OpId(op as u32)).expect("it has a name")
}

#[test]
fn what_is_moved_is_run_again_and_the_reader_stays_after_the_same_event() {
    let start = opened("select-race");
    let op = sleep_of(&start, "40 ms");
    for position in 0..start.run.end() {
        let here = step(&start, Action::Seek(position));
        let place = here.run.place(position);
        let moved = move_to(&here, &op.to_string(), 10);
        assert_eq!(moved.asked, None, "it was run");
        assert_eq!(
            moved.run.rust.op_span(moved.run.rust.find_op(op).unwrap()).unwrap().end,
            at(10)
        );
        let found = place.and_then(|place| moved.run.find(place).ok());
        assert_eq!(moved.position, found.unwrap_or(position.min(moved.run.end())));
        assert_ne!(Facts::of(&step(&moved, Action::Last)), Facts::of(&step(&start, Action::Last)));
    }
}

#[test]
fn a_link_reopens_what_was_moved() {
    let start = opened("select-race");
    let op = sleep_of(&start, "40 ms");
    let moved = move_to(&start, &op.to_string(), 10);
    let text = moved.link().to_string();
    assert!(text.contains(&format!("&if={op}.10ms")), "{text}");
    let read = Link::read(&text);
    let mut recipe = Recipe::of("select-race");
    crate::link::typed::read(&read.link, moved.run.example, &[], &mut recipe, &mut Vec::new());
    assert_eq!((recipe, read.problems), (moved.run.recipe.clone(), vec![]));
}

#[test]
fn one_is_reset_or_all_and_then_the_run_is_the_one_that_it_was() {
    let start = opened("three-tasks");
    let both = move_to(&move_to(&start, "m1.0", 7), "m2.0", 300);
    assert_eq!(both.recipe().what_ifs.len(), 2);
    let one = answered(&step(&both, Action::end_at(name("m1.0"), None)));
    assert_eq!(one.recipe().what_ifs, [(name("m2.0"), at(300))]);
    for reset in
        [step(&both, Action::reset_what_ifs()), step(&one, Action::end_at(name("m2.0"), None))]
    {
        let reset = answered(&reset);
        assert_eq!(reset.run.rust.to_text(), start.run.rust.to_text());
        assert_eq!(reset.link().rare, []);
    }
}

#[test]
fn before_its_beginning_means_at_it_and_what_cannot_be_moved_is_said() {
    let start = opened("echo-server");
    let early = move_to(&start, "t1.2", 0);
    assert_eq!(early.recipe().what_ifs, [(name("t1.2"), at(20))]);
    for (op, why) in [("t1.1", "writing hands the bytes over"), ("t9.9", "no operation t9.9")] {
        let refused = move_to(&start, op, 30);
        assert_eq!((refused.asked.as_ref(), refused.recipe()), (None, start.recipe()));
        let said = refused.notice.expect("it is said");
        assert!(said.contains(why) && said.ends_with('.'), "{said}");
    }
}

#[test]
fn what_a_link_could_not_carry_is_refused_with_a_sentence_and_nothing_changes() {
    let mut full = opened("many-requests");
    let names: Vec<_> = full.run.rust.op_names().into_iter().flatten().collect();
    let kind = |op: OpName| full.run.rust.op(full.run.rust.find_op(op).unwrap()).kind;
    let movable: Vec<_> = names.into_iter().filter(|op| kind(*op).is_movable()).collect();
    let mut recipe = full.run.recipe.clone();
    for number in 0..200 {
        recipe = recipe.with_what_if(name(&format!("m9.{number}")), Some(Instant(number + 1)));
    }
    let link = |recipe: &Recipe| full.link().with("if", crate::link::moved::write(recipe));
    while link(&recipe).to_string().len() > MOST {
        recipe.what_ifs.pop();
    }
    full.ask(recipe);
    let full = answered(&full);
    let refused = step(&full, Action::end_at(movable[0], Some(Instant(u64::MAX))));
    assert_eq!((refused.asked.as_ref(), refused.recipe()), (None, full.recipe()));
    let said = refused.notice.expect("it is said");
    assert!(said.contains("Nothing was moved") && said.contains("1600"), "{said}");
    // What makes it shorter is never refused.
    let reset = step(&full, Action::end_at(name("m9.0"), None));
    assert!(reset.asked.is_some());
}

#[test]
fn everything_under_way_can_be_nudged_and_each_row_says_what_is_so() {
    for start in all() {
        let start = step(&start, Action::Words(&WORDS));
        for position in 0..=start.run.end() {
            let here = step(&start, Action::Seek(position));
            let Some(what_if) = WhatIfs::of(&here) else { continue };
            for row in what_if.rows {
                assert!(row.says.ends_with('.') && !row.is_moved, "{row:?}");
                assert!(row.later.is_some() && row.label.is_some(), "{row:?}");
            }
        }
    }
    let start = opened("select-race");
    let op = sleep_of(&start, "40 ms");
    let moved = move_to(&start, &op.to_string(), 10);
    let row = rows(&moved).into_iter().find(|row| row.op == op).expect("it was moved");
    assert!(row.is_moved, "wherever the reader is");
    assert!(row.says.starts_with("The sleep of 40 ms, of task "), "{}", row.says);
    assert!(row.says.ends_with(" ends at 10 ms instead of 40 ms."), "{}", row.says);
    assert_eq!((row.sooner, row.later, row.step.as_str()), (Some(at(9)), Some(at(11)), "1 ms"));
    let none = step(&start, Action::end_at(op, Some(at(0))));
    let row = rows(&answered(&none)).into_iter().find(|row| row.op == op).expect("it was moved");
    assert_eq!(row.sooner, None, "it ends as it begins");
}

#[test]
fn a_hostile_link_says_what_it_could_not_move_and_can_be_reset() {
    let mut model = opened("lazy-future");
    let mut recipe = model.run.recipe.clone();
    for op in ["t0.4294967295", "m0.0", "js.7", "t0.0"] {
        recipe = recipe.with_what_if(name(op), Some(Instant(u64::MAX)));
    }
    model.ask(recipe);
    let hostile = answered(&model);
    let said: Vec<_> = rows(&hostile).into_iter().map(|row| row.says).collect();
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(said.iter().any(|says| says == "js.7 is JavaScript’s, which has not run."), "{said:?}");
    assert!(said.iter().any(|says| says.contains("no operation m0.0")), "{said:?}");
    for position in 0..=hostile.run.end() {
        assert!(!Facts::of(&step(&hostile, Action::Seek(position))).sentences.is_empty());
    }
    assert_eq!(answered(&step(&hostile, Action::reset_what_ifs())).link().rare, []);
}
