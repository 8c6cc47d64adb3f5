//! `select!`: which branch, what becomes of the others, and what the trace says of it.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run, story, valid};
use awaitscope::sync::mpsc;
use awaitscope::time::sleep;
use awaitscope::{Limits, println, select, traced};
use expect_test::expect;
use std::future::{pending, ready};
use std::pin::pin;
use trace::Recipe;

fn check<F: Future<Output: 'static> + 'static>(main: impl FnOnce() -> F, expected: &[&str]) {
    assert_eq!(lines(&run(main)), expected);
}

struct Says(&'static str);

impl Drop for Says {
    fn drop(&mut self) {
        println!("{} is dropped", self.0);
    }
}

#[traced]
async fn runs(name: &'static str, millis: u64) -> &'static str {
    let _says = Says(name);
    sleep(ms(millis)).await;
    name
}

#[test]
fn losers_are_gone_before_the_handler_runs_and_a_borrowed_one_survives() {
    #[traced]
    async fn main() {
        let mut kept = pin!(runs("kept", 9));
        select! {
            winner = runs("hare", 2) => {
                println!("{winner} wins");
                sleep(ms(1)).await;
            }
            _ = runs("tortoise", 5) => unreachable(),
            _ = &mut kept => unreachable(),
        }
        println!("{}", kept.await);
    }
    expect![[r#"
        0    T0      calls main
        0    T0      spawns task 0 (main)
        0    T0      is polled
        0    T0      enters main
        0    T0      calls runs
        0    T0      calls runs
        0    T0      calls runs
        0    T0      enters runs
        0    T0      asks for the sleep of 2 ms
        0    T0      suspends runs at `sleep(ms(millis)).await;`
        0    T0      enters runs
        0    T0      asks for the sleep of 5 ms
        0    T0      suspends runs at `sleep(ms(millis)).await;`
        0    T0      enters runs
        0    T0      asks for the sleep of 9 ms
        0    T0      suspends runs at `sleep(ms(millis)).await;`
        0    T0      suspends main at `select! {`
        0    T0      is pending
        2ms  reactor has the sleep of 2 ms
        2ms  reactor wakes T0 (the sleep of 2 ms, Queued)
        2ms  T0      is polled
        2ms  T0      enters main
        2ms  T0      enters runs
        2ms  T0      prints “hare is dropped”
        2ms  T0      returns from runs
        2ms  T0      cancels the sleep of 5 ms
        2ms  T0      prints “tortoise is dropped”
        2ms  T0      drops runs
        2ms  T0      prints “hare wins”
        2ms  T0      asks for the sleep of 1 ms
        2ms  T0      suspends main at `sleep(ms(1)).await;`
        2ms  T0      is pending
        3ms  reactor has the sleep of 1 ms
        3ms  reactor wakes T0 (the sleep of 1 ms, Queued)
        3ms  T0      is polled
        3ms  T0      enters main
        3ms  T0      enters runs
        3ms  T0      suspends runs at `sleep(ms(millis)).await;`
        3ms  T0      suspends main at `println!("{}", kept.await);`
        3ms  T0      is pending
        9ms  reactor has the sleep of 9 ms
        9ms  reactor wakes T0 (the sleep of 9 ms, Queued)
        9ms  T0      is polled
        9ms  T0      enters main
        9ms  T0      enters runs
        9ms  T0      prints “kept is dropped”
        9ms  T0      returns from runs
        9ms  T0      prints “kept”
        9ms  T0      returns from main
        9ms  T0      is ready
        9ms  T0      ends T0: Completed
        9ms  reactor The run completed after 9 ms.
    "#]]
    .assert_eq(&story(&run(main), include_str!("selects.rs")));
}

fn unreachable() {
    println!("this is not reached");
}

#[test]
fn losers_are_dropped_first_to_last() {
    check(
        || async {
            select! {
                _ = runs("a", 9) => {}
                _ = runs("b", 1) => println!("b wins"),
                _ = runs("c", 9) => {},
            };
        },
        &["1ms b is dropped", "1ms a is dropped", "1ms c is dropped", "1ms b wins"],
    );
}

#[test]
fn a_select_is_an_expression_and_its_handlers_belong_to_the_function_around_it() {
    async fn answers(number: u32) -> Result<u32, String> {
        for turn in 0.. {
            let doubled: u32 = select! {
                biased;
                half = ready(number / 2), if number == 8 => return Ok(half),
                text = ready("x"), if number == 7 => parsed(text)?,
                _ = ready(()), if turn < 3 => continue,
                _ = ready(()), if number == 6 => break,
                n = async { number * 2 } => sleep_for(n).await,
            };
            return Ok(doubled + turn);
        }
        Err("broken off".to_owned())
    }

    fn parsed(text: &str) -> Result<u32, String> {
        text.parse().map_err(|_| format!("“{text}” is no number"))
    }

    async fn sleep_for(number: u32) -> u32 {
        sleep(ms(u64::from(number))).await;
        number
    }
    check(
        || async {
            for number in [8, 7, 6, 5] {
                println!("{:?}", answers(number).await);
            }
        },
        &["0 Ok(4)", "0 Err(\"“x” is no number\")", "0 Err(\"broken off\")", "10ms Ok(13)"],
    );
}

#[test]
fn what_does_not_fit_takes_part_no_more_and_else_is_what_remains() {
    check(
        || async {
            let (sender, mut receiver) = mpsc::channel(4);
            let (_open, mut silent) = mpsc::channel::<u8>(1);
            for n in [1, 2] {
                sender.try_send(n).unwrap();
            }
            drop(sender);
            let mut end = false;
            while !end {
                select! {
                    Some(mut n) = receiver.recv() => {
                        n += 10;
                        println!("got {n}");
                    }
                    Some(n) = silent.recv(), if false => println!("{n}"),
                    else => {
                        end = true;
                        println!("nothing more");
                    }
                }
            }
            async fn found() -> Option<(u8, String)> {
                sleep(ms(3)).await;
                Some((1, "x".to_owned()))
            }
            let fits = select! {
                Err(()) = ready(Ok::<u8, ()>(1)) => "first",
                ref whole @ Some((a, _)) = found() => {
                    if whole.is_some() && a == 1 { "second" } else { "" }
                }
            };
            println!("{fits}");
        },
        &["0 got 11", "0 got 12", "0 nothing more", "3ms second"],
    );
}

#[test]
fn conditions_come_first_then_every_future_is_made() {
    check(
        || async {
            fn says<T>(text: &str, answer: T) -> T {
                println!("{text}");
                answer
            }
            select! {
                _ = says("future 1", ready(())), if says("condition 1", false) => {}
                _ = says("future 2", ready(())), if says("condition 2", true) => {}
            }
        },
        &["0 condition 1", "0 condition 2", "0 future 1", "0 future 2"],
    );
}

#[test]
fn nothing_to_select_is_waited_for_by_name() {
    let trace = run(|| async {
        select! {
            Some(()) = ready(None) => {}
            () = pending(), if false => {}
        }
    });
    let words = outcome(&trace);
    assert!(words.ends_with("a `select!` all of whose branches are disabled."), "{words}");
}

#[test]
fn with_seed_0_the_first_branch_comes_first_and_with_others_chance_has_it() {
    let firsts = |seed| {
        let main = || async {
            for _ in 0..8 {
                let which = select! {
                    _ = ready(()) => "a",
                    _ = ready(()) => "b",
                    _ = ready(()) => "c",
                };
                println!("{which}");
            }
            select! { biased; _ = ready(()) => {} _ = ready(()) => println!("never") }
        };
        let recipe = Recipe::of("a test").with_seed(seed);
        let trace = valid(awaitscope::run(recipe, Default::default(), Limits::LESSON, main));
        let firsts: Vec<_> = trace.log().map(|(_, _, text)| text.to_owned()).collect();
        firsts.concat()
    };
    assert_eq!(firsts(0), "aaaaaaaa");
    let other = firsts(1);
    assert!(["a", "b", "c"].iter().all(|branch| other.contains(branch)), "{other}");
    assert_eq!(firsts(1), other);
    assert_ne!(firsts(2), other);
}

#[test]
fn what_awaits_inside_a_select_is_marked_at_its_own_line() {
    #[traced]
    async fn main() {
        let (sender, mut receiver) = mpsc::channel(1);
        loop {
            select! {
                Some(()) = receiver.recv() => {
                    println!("received");
                    sleep(ms(2)).await;
                    break;
                }
                _ = async {
                    sleep(ms(4)).await;
                    println!("sending");
                    sender.send(()).await.unwrap();
                } => {}
                _ = given(runs("argument", 1).await) => {}
            }
        }
    }

    #[traced]
    async fn given(_: &str) {
        pending().await
    }
    let trace = run(main);
    let calls = crate::support::calls;
    expect![[r#"
        0    T0      calls main
        0    T0      enters main
        0    T0      calls async block
        0    T0      calls runs
        0    T0      enters runs
        0    T0      suspends runs at `sleep(ms(millis)).await;`
        0    T0      suspends main at `_ = given(runs("argument", 1).await) => {}`
        1ms  T0      enters main
        1ms  T0      enters runs
        1ms  T0      prints “argument is dropped”
        1ms  T0      returns from runs
        1ms  T0      calls given
        1ms  T0      enters async block
        1ms  T0      suspends async block at `sleep(ms(4)).await;`
        1ms  T0      enters given
        1ms  T0      suspends given at `pending().await`
        1ms  T0      suspends main at `select! {`
        5ms  T0      enters main
        5ms  T0      enters async block
        5ms  T0      prints “sending”
        5ms  T0      returns from async block
        5ms  T0      drops given
        5ms  T0      calls async block
        5ms  T0      calls runs
        5ms  T0      enters runs
        5ms  T0      suspends runs at `sleep(ms(millis)).await;`
        5ms  T0      suspends main at `_ = given(runs("argument", 1).await) => {}`
        5ms  T0      enters main
        5ms  T0      enters runs
        5ms  T0      suspends runs at `sleep(ms(millis)).await;`
        5ms  T0      suspends main at `_ = given(runs("argument", 1).await) => {}`
        6ms  T0      enters main
        6ms  T0      enters runs
        6ms  T0      prints “argument is dropped”
        6ms  T0      returns from runs
        6ms  T0      calls given
        6ms  T0      drops async block
        6ms  T0      drops given
        6ms  T0      prints “received”
        6ms  T0      suspends main at `sleep(ms(2)).await;`
        8ms  T0      enters main
        8ms  T0      returns from main
    "#]]
    .assert_eq(&crate::support::story_of(&trace, include_str!("selects.rs"), calls));
}

#[test]
fn a_message_that_a_dropped_branch_had_received_is_lost_and_the_trace_shows_it() {
    #[traced]
    async fn takes(receiver: &mut mpsc::Receiver<&'static str>) {
        let message = receiver.recv().await;
        sleep(ms(5)).await;
        println!("{message:?}");
    }

    #[traced]
    async fn main() {
        let (sender, mut receiver) = mpsc::channel(1);
        sender.send("precious").await.unwrap();
        select! {
            _ = takes(&mut receiver) => {}
            _ = sleep(ms(1)) => {}
        }
        println!("{:?}", receiver.try_recv());
    }
    expect![[r#"
        0    T0      calls main
        0    T0      spawns task 0 (main)
        0    T0      is polled
        0    T0      enters main
        0    T0      sends into channel 1 (&str)
        0    T0      calls takes
        0    T0      asks for the sleep of 1 ms
        0    T0      enters takes
        0    T0      receives from channel 1 (&str)
        0    T0      asks for the sleep of 5 ms
        0    T0      suspends takes at `sleep(ms(5)).await;`
        0    T0      suspends main at `select! {`
        0    T0      is pending
        1ms  reactor has the sleep of 1 ms
        1ms  reactor wakes T0 (the sleep of 1 ms, Queued)
        1ms  T0      is polled
        1ms  T0      enters main
        1ms  T0      enters takes
        1ms  T0      suspends takes at `sleep(ms(5)).await;`
        1ms  T0      cancels the sleep of 5 ms
        1ms  T0      drops takes
        1ms  T0      prints “Err(Empty)”
        1ms  T0      returns from main
        1ms  T0      is ready
        1ms  T0      ends T0: Completed
        1ms  reactor The run completed after 1 ms.
    "#]]
    .assert_eq(&story(&run(main), include_str!("selects.rs")));
}
