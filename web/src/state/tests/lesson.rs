//! Led through a run by stops, and through examples by a route; and every state in a link.

use super::*;
use crate::link::tests::Damage;
use crate::link::{Read, lesson, typed};
use crate::parts::{GUIDE, HANDS};
use diagram::Window;

/// Opens what a link says, as the page does where everything is loaded.
fn visit(fragment: &str, from_behind: bool) -> Model {
    visit_with(TwinRun::None, fragment, from_behind)
}

fn visit_with(twin: TwinRun, fragment: &str, from_behind: bool) -> Model {
    let Read { mut link, mut problems } = Link::read(fragment);
    let mut led = lesson::read(&mut link, &mut problems);
    if let Some(led) = &mut led {
        led.from_behind = from_behind;
    }
    let known = link.example.as_deref().and_then(|id| examples::find(id).ok());
    let example =
        known.filter(|it| !it.kind.needs_page()).unwrap_or_else(|| example("lazy-future"));
    if link.example.as_deref() != Some(example.id) {
        // As the page does: what belongs to an example means nothing then.
        link = Link { place: None, knobs: Vec::new(), rare: Vec::new(), ..link };
    }
    let mut recipe = Recipe::of(example.id).with_seed(link.seed);
    typed::read(&link, example, &example.knobs(), &mut recipe, &mut problems);
    let rust = Rc::new(example.run(&recipe));
    let opening = Opening {
        recipe,
        rust,
        place: link.place,
        axis: link.axis,
        window: link.all("w").last().map(Rc::from),
        guide: Some(&GUIDE),
        lesson: led.map(Rc::new),
        problems,
        ..opening(example.id, twin)
    };
    let model = Model::new(opening, Theme::Auto);
    step(&step(&model, Action::Words(&WORDS)), Action::Hands(&HANDS))
}

#[test]
fn only_the_stops_are_steps() {
    let model = visit("#v1&ex=async-concurrent&stops=t0.2.end_t0.1.end_t0.1.end", false);
    assert_eq!(model.notice, None);
    let at = |text: &str| model.run.find(text.parse().expect("a place")).expect("it is there");
    let stops = [0, at("t0.1.end"), at("t0.2.end")];
    assert_eq!(model.steps(), (0, 2));
    let mut there = vec![model.clone()];
    for _ in 0..2 {
        there.push(step(&there[there.len() - 1], Action::Forward));
    }
    assert_eq!(there.iter().map(|it| it.position).collect::<Vec<_>>(), stops);
    assert!(there[2].is_at_end());
    assert_eq!(step(&there[2], Action::Forward).position, stops[2], "there is nothing beyond");
    assert_eq!(step(&model, Action::Last).position, stops[2]);
    assert_eq!(step(&model, Action::Slide(1)).position, stops[1]);
    // Who has wandered off finds the way back, both ways.
    let off = step(&there[1], Action::Seek(stops[1] + 1));
    assert_eq!(step(&off, Action::Forward).position, stops[2]);
    assert_eq!(step(&off, Action::Back).position, stops[1]);
    assert_eq!(step(&there[1], Action::Back).position, 0);
    // It plays from stop to stop, and stops at the last.
    let mut plays = step(&model, Action::TogglePlay);
    plays = step(&plays, Action::Tick);
    assert_eq!((plays.position, plays.playing), (stops[1], true));
    plays = step(&plays, Action::Tick);
    assert_eq!((plays.position, plays.playing), (stops[2], false));
}

#[test]
fn at_a_stop_each_language_says_what_it_did_last_since_the_stop_before() {
    let ran = TwinRun::Ran(twin("lazy-future"));
    let led = visit_with(ran, "#v1&ex=lazy-future&stops=t0.1.end_t0.2.end", false);
    let free = Model { lesson: None, ..led.clone() };
    let mut stop = step(&led, Action::Forward);
    for _ in 0..2 {
        let facts = Facts::of(&stop);
        let before = step(&stop, Action::Back);
        for language in [Language::Rust, Language::JavaScript] {
            let said = |facts: &Facts| {
                let of = facts.sentences.iter().find(|it| it.language == language);
                of.map(|it| it.text.clone())
            };
            let each = (before.position + 1..=stop.position)
                .rev()
                .find_map(|position| said(&Facts::of(&step(&free, Action::Seek(position)))));
            assert!(each.is_some(), "both have done something");
            assert_eq!(said(&facts), each);
        }
        let before = Facts::of(&before);
        for (side, before) in facts.sides.iter().zip(&before.sides) {
            let new = side.lines.iter().filter(|line| line.now).count();
            assert_eq!(new, side.lines.len() - before.lines.len(), "what is new is marked");
        }
        stop = step(&stop, Action::Forward);
    }
}

#[test]
fn stops_are_written_in_order_of_time_each_once() {
    let model = visit("#v1&ex=async-concurrent&stops=t0.2.end_t0.1.end_t0.1.end", false);
    assert!(model.link().to_string().ends_with("&stops=t0.1.end_t0.2.end"));
}

#[test]
fn a_stop_that_is_not_there_is_named_and_left_out() {
    let model = visit("#v1&ex=lazy-future&stops=t0.1.end_t9.1.end", false);
    assert!(model.notice.as_ref().is_some_and(|says| says.contains("t9.1.end")));
    assert_eq!(model.steps(), (0, 1));
    assert!(model.link().to_string().ends_with("&stops=t0.1.end"));
}

#[test]
fn a_route_goes_on_where_an_example_ends_and_comes_back_to_its_end() {
    let route = "&route=lazy-future_t0.1.end~spawn";
    let first = visit(&format!("#v1{route}"), false);
    assert_eq!((first.run.example.id, first.asks), ("lazy-future", false));
    assert!(visit("#v1&route=lazy-future_ask", false).asks);
    assert!(first.visit.is_none() && step(&first, Action::Back).visit.is_none());
    let end = step(&first, Action::Forward);
    assert!(end.is_at_end() && end.visit.is_none());
    let over = step(&end, Action::Forward).visit.expect("the next example is asked for");
    assert_eq!(over.read.link.to_string(), format!("#v1&ex=spawn{route}&leg=2"));
    let second = visit(&over.read.link.to_string(), over.from_behind);
    assert_eq!((second.run.example.id, second.position), ("spawn", 0));
    let mut last = step(&second, Action::Last);
    assert_eq!(last.position, last.run.end());
    last = step(&last, Action::Forward);
    assert!(last.visit.is_none(), "the route ends there");
    let back = step(&second, Action::Back).visit.expect("the example before is asked for");
    let again = visit(&back.read.link.to_string(), back.from_behind);
    assert_eq!((again.run.example.id, again.position), ("lazy-future", end.position));
}

/// Whatever a reader does, the link that is there then says all of it: opened, it makes the same
/// link. Actions are drawn at random, over all examples.
#[test]
fn every_state_survives_link_and_reload() {
    let mut seed = 7_u64;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    let (mut seeds, mut windows, mut moves, mut turns) = (0, 0, 0, 0);
    for example in examples::anywhere().filter(|it| it.kind != examples::Kind::Live) {
        if example.run(&Recipe::of(example.id)).events.len() > 20_000 {
            continue;
        }
        let mut model = visit(&format!("#v1&ex={}", example.id), false);
        for _ in 0..12 {
            let end = model.run.end();
            let action = match draw(9) {
                0 => Action::Seek(draw(end + 2)),
                1 => Action::SetAxis(if draw(2) == 0 { Axis::Time } else { Axis::Story }),
                2 => {
                    let (one, other) = (draw(1_000_000), draw(1_000_000));
                    let place = |share: usize| end as f64 * share as f64 / 999_999.0;
                    let (from, to) = (place(one.min(other)), place(one.max(other) + 1));
                    windows += 1;
                    Action::Look((draw(4) > 0).then_some(Window { from, to }))
                }
                3 => {
                    seeds += 1;
                    Action::Reseed(draw(9) as u64)
                }
                4 => match model.run.rust.op_names().into_iter().flatten().nth(draw(6)) {
                    Some(op) => {
                        moves += 1;
                        Action::end_at(op, Some(trace::Instant(draw(90_000_000) as u64)))
                    }
                    None => Action::Forward,
                },
                5 => match example.knobs().first() {
                    Some(knob) => {
                        turns += 1;
                        Action::turn(knob.name.clone(), draw(20) as i64)
                    }
                    None => Action::Back,
                },
                6 => Action::Forward,
                7 => Action::Last,
                _ => Action::Back,
            };
            model = step(&model, action);
            if let Some(recipe) = model.asked.clone() {
                let rust = Rc::new(example.run(&recipe));
                let opening = Opening { recipe, rust, ..opening(example.id, TwinRun::None) };
                model = step(&model, Action::Rerun(Box::new(opening)));
            }
            let link = model.link().to_string();
            let again = visit(&link, false);
            assert_eq!(again.notice, None, "{link}");
            assert_eq!(again.link().to_string(), link);
            assert_eq!((again.position, again.axis), (model.position, model.axis), "{link}");
            assert_eq!(again.run.rust, model.run.rust, "{link}");
            assert!(link.len() <= 1_900, "{link}");
        }
    }
    assert!([seeds, windows, moves, turns].iter().all(|times| *times > 20), "all was tried");
}

/// Links as mails, chats and people damage them: each opens a run, says what is wrong in short
/// sentences, and what is then the link is whole.
#[test]
fn a_thousand_damaged_links_open_a_run() {
    let whole = [
        "#v1&ex=lazy-future&at=t0.2.end&w=t0.1.end~t0.2.end:500000&stops=t0.1.end_t0.2.end",
        "#v1&ex=many-requests&at=t0.1+4&k.at_once=3&if=t0.1.20ms&seed=7&axis=time",
        "#v1&ex=echo-server&in=2.30ms.hello%0A&w=0~t0.2.end&at=t0.2.end",
        "#v1&ex=spawn&route=lazy-future_ask_t0.2.end~spawn_t0.1.end&leg=2&at=t0.1.end",
    ];
    let (mut damage, mut damaged) = (Damage::new(4), 0);
    for number in 0..1_000 {
        let text = damage.done_to(whole[number % whole.len()]);
        let model = visit(&text, false);
        let notice = model.notice.clone().unwrap_or_default();
        damaged += usize::from(!notice.is_empty());
        assert!(notice.chars().count() < 900 && !notice.contains(char::is_control), "{notice:?}");
        let link = model.link().to_string();
        let again = visit(&link, false);
        assert_eq!((again.notice.as_deref(), again.link().to_string()), (None, link), "{text}");
    }
    assert!(damaged > 500, "most of them are damaged where it matters: {damaged}");
}

#[test]
fn a_window_that_is_none_is_named() {
    for raw in
        ["", "~", "0", "0~0", "t0.1.end~0", "0~t99.1.end", "0:x~t0.1.end", "0~0:9999999999999"]
    {
        let model = visit(&format!("#v1&ex=lazy-future&w={raw}"), false);
        let notice = model.notice.unwrap_or_default();
        assert!(notice.contains(&format!("w={raw}")), "{raw}: {notice}");
        assert_eq!(model.window, None);
    }
}
