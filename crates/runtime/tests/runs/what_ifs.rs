//! What-ifs that no example of the catalogue shows: a twin's fetch, which is four operations in
//! one; threads that threads have started; a thread that is never done.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{ms, valid};
use awaitscope::twin::TwinWorld;
use awaitscope::world::{HttpPeer, Network, Peer, Service};
use awaitscope::{Limits, println, run_blocking, task, thread};
use trace::{Instant, OpId, Outcome, Recipe, Trace};

fn recipe(what_ifs: &[(&str, Instant)]) -> Recipe {
    let one = |recipe: Recipe, (name, at): &(&str, Instant)| {
        recipe.with_what_if(name.parse().unwrap(), Some(*at))
    };
    what_ifs.iter().fold(Recipe::of("a test"), one)
}

fn at(millis: u64) -> Instant {
    Instant(millis * 1_000_000)
}

/// Look-up 1 ms, each way 2 ms, and 3 ms of thought: an answer takes 1 + 4 + 2 + 3 + 2 = 12 ms.
fn town() -> Network {
    let answers = || Box::new(HttpPeer::new(ms(3), &[("/menu", "mint")])) as Box<dyn Peer>;
    let (lookup, latency) = (ms(1), ms(2));
    let service = Service { name: "tea.test", port: 80, lookup, latency, answers: Ok(answers) };
    Network { services: vec![service], clients: Vec::new() }
}

/// A twin that asks for this; when each completion came, and what it was; and the trace.
fn twin(recipe: Recipe, ask: impl Fn(&mut TwinWorld)) -> (Vec<String>, Trace) {
    let mut world = TwinWorld::new(recipe, town());
    world.start_turn();
    ask(&mut world);
    world.end_turn();
    let mut completions = Vec::new();
    while let Some((op, answer)) = world.next_completion() {
        completions.push(format!("{} {op} {}", world.now(), answer.unwrap_or_else(|words| words)));
    }
    (completions, valid(world.finish(Outcome::Completed)))
}

fn menu_and_sleep(world: &mut TwinWorld) {
    world.fetch_text("http://tea.test/menu", None);
    world.sleep(ms(5), None);
}

#[test]
fn a_fetch_ends_when_it_is_asked_to_whatever_part_of_it_is_under_way() {
    let (alone, _) = twin(recipe(&[]), menu_and_sleep);
    assert_eq!(alone, ["5ms O1 ", "12ms O0 mint"]);
    for to in [0, 1, 3, 5, 6, 9, 11, 12, 13, 4_000] {
        let (moved, trace) = twin(recipe(&[("js.0", at(to))]), menu_and_sleep);
        let fetched = format!("{} O0 mint", at(to));
        assert!(moved.contains(&fetched), "{to}: {moved:?}");
        assert!(moved.contains(&"5ms O1 ".to_owned()), "the other one is where it was");
        assert_eq!(trace.unmet(), [""; 0]);
        assert_eq!(trace.op_span(OpId(0)).unwrap().end, at(to));
    }
}

#[test]
fn a_fetch_that_fails_does_so_when_it_is_asked_to_but_not_if_it_does_at_once() {
    let ask = |url: &'static str| {
        move |world: &mut TwinWorld| {
            world.fetch_text(url, None);
        }
    };
    for to in [0, 2, 40] {
        let (moved, trace) = twin(recipe(&[("js.0", at(to))]), ask("http://nowhere.test/"));
        assert_eq!(moved, [format!("{} O0 unknown host name", at(to))]);
        assert_eq!(trace.unmet(), [""; 0]);
    }
    let (moved, trace) = twin(recipe(&[("js.0", at(40))]), ask("tea"));
    assert!(moved[0].starts_with("0 O0 “tea” is no address"), "{moved:?}");
    assert_eq!(trace.unmet(), ["js.0, the answer to tea, ends at 0 ms all the same."]);
}

#[test]
fn a_fetch_that_is_cancelled_while_its_answer_is_held_back_ends_there() {
    let ask = |world: &mut TwinWorld| {
        let fetch = world.fetch_text("http://tea.test/menu", None);
        world.work(ms(20), None);
        world.cancel(fetch);
        world.cancel(fetch);
    };
    let (completions, trace) = twin(recipe(&[("js.0", at(30))]), ask);
    assert_eq!(completions, [""; 0]);
    let said = "js.0, the answer to http://tea.test/menu, does not end at 30 ms: it is given up at \
                20 ms.";
    assert_eq!(trace.unmet(), [said]);
    assert_eq!(trace.end(), at(20), "its bell rings for nobody");
}

fn nested(recipe: Recipe) -> Trace {
    let main = || {
        let outer = thread::spawn(|| {
            thread::sleep(ms(20));
            let inner = thread::spawn(|| thread::sleep(ms(5)));
            let _ = inner.join();
        });
        thread::sleep(ms(10));
        let second = thread::spawn(|| thread::sleep(ms(40)));
        // Once a run is over, every join is told so.
        let _ = outer.join();
        let _ = second.join();
        println!("main: done");
    };
    valid(run_blocking(recipe, Network::default(), Limits::LESSON, main))
}

#[test]
fn threads_are_counted_where_the_first_one_starts_them_and_what_those_start_has_no_name() {
    let trace = nested(recipe(&[]));
    let names: Vec<_> = (0..trace.ops.len() as u32)
        .map(|op| trace.op_name(OpId(op)).map_or("none".to_owned(), |name| name.to_string()))
        .collect();
    // In the order of their instants: main, outer, second, inner.
    assert_eq!(names, ["m0.0", "m1.0", "m2.0", "none"]);
    let moved = nested(recipe(&[("m2.0", at(12))]));
    assert_eq!(moved.unmet(), [""; 0]);
    // The inner thread is made first, and is not the one that is meant.
    assert_eq!(moved.end(), at(25));
    // It may never be made at all, and the second one is the second one still.
    let moved = nested(recipe(&[("m1.0", at(300)), ("m2.0", at(12))]));
    assert_eq!((moved.unmet(), moved.end()), (vec![], at(305)));
}

#[test]
fn a_thread_that_waits_for_the_end_of_time_ends_its_run_only_where_it_is_waited_for() {
    let trace = nested(recipe(&[("m2.0", Instant(u64::MAX))]));
    assert_eq!(trace.outcome.name(), "budget spent");
    let joined = trace.op_span(OpId(3)).unwrap();
    assert_eq!(joined.end, at(25), "the inner thread, which runs later, is there all the same");
    let detached = |recipe| {
        let main = || {
            thread::spawn(|| thread::sleep(ms(5)));
            thread::sleep(ms(10));
            println!("main: done");
        };
        valid(run_blocking(recipe, Network::default(), Limits::LESSON, main))
    };
    let trace = detached(recipe(&[("m1.0", Instant(u64::MAX))]));
    assert_eq!((trace.outcome.name(), trace.end()), ("completed", at(10)));
}

#[test]
fn a_task_that_awaits_such_a_thread_waits_for_ever_and_the_run_says_why() {
    let main = || async {
        let pooled = task::spawn_blocking(|| thread::sleep(ms(5)));
        pooled.await.unwrap();
        println!("main: done");
    };
    let recipe = recipe(&[("m0.0", Instant(u64::MAX))]);
    let trace = valid(awaitscope::run(recipe, Network::default(), Limits::LESSON, main));
    assert_eq!(trace.outcome.name(), "budget spent");
    assert_eq!(trace.log().count(), 0);
}
