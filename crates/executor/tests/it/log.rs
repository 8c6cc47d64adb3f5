//! What an observer hears, as text.

use std::future::pending;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use executor::{Executor, Park};
use expect_test::{Expect, expect};
use futures::future::join_all;

use crate::stock::{Bell, Gate, Log, logging, own_waker, yield_now};

/// Runs a program until it stalls, drops its executor, and compares the log.
fn check(program: impl FnOnce(&Executor<Log>, &Log), expected: Expect) {
    let (executor, log) = logging();
    program(&executor, &log);
    executor.run_until_stalled();
    log.say("-- stalled");
    drop(executor);
    expected.assert_eq(&log.text());
}

#[test]
fn a_gate_wakes_its_waiter_and_a_finished_task_its_joiner() {
    check(
        |executor, log| {
            let gate = Gate::default();
            let waiter = executor.spawn({
                let (gate, log) = (gate.clone(), log.clone());
                async move {
                    let _bell = Bell(log.clone(), "a local of task 0");
                    log.say("waiting");
                    gate.passed().await;
                    log.say("passed");
                    Bell(log, "the output of task 0")
                }
            });
            let log = log.clone();
            executor
                .spawn(async move {
                    log.say("opening");
                    gate.open();
                    let output = waiter.await.unwrap();
                    log.say("joined");
                    drop(output);
                })
                .detach();
        },
        expect![[r#"
            spawn 0
            spawn 1
            poll 0 {
                waiting
            } poll 0 Pending
            poll 1 {
                opening
            wake 0 Queued
            } poll 1 Pending
            poll 0 {
                passed
                drop a local of task 0
            } poll 0 Ready
            end 0 Completed; +1 -1 wakers, 1 wakes
            wake 1 Queued
            poll 1 {
                joined
                drop the output of task 0
            } poll 1 Ready
            end 1 Completed; +1 -1 wakers, 1 wakes
                -- stalled
        "#]],
    );
}

#[test]
fn what_a_future_holds_is_dropped_before_its_task_ends() {
    check(
        |executor, log| {
            let held = Bell(log.clone(), "a field");
            let mut left = 1;
            let future = futures::future::poll_fn(move |cx| {
                let _held = &held;
                if left == 0 {
                    return std::task::Poll::Ready(());
                }
                left -= 1;
                cx.waker().clone().wake();
                cx.waker().wake_by_ref();
                std::task::Poll::Pending
            });
            executor.spawn(future).detach();
        },
        expect![[r#"
            spawn 0
            poll 0 {
            wake 0 WhilePolling
            wake 0 AlreadyQueued
            } poll 0 Pending
            poll 0 {
            } poll 0 Ready
                drop a field
            end 0 Completed; +1 -1 wakers, 2 wakes
                -- stalled
        "#]],
    );
}

#[test]
fn an_abort_from_outside_drops_at_once_and_wakes_the_joiner() {
    check(
        |executor, log| {
            let held = Bell(log.clone(), "what task 0 held");
            let sleeper = executor.spawn(async move {
                let _held = held;
                pending::<()>().await;
            });
            let abort = sleeper.abort_handle();
            let log = log.clone();
            let said = log.clone();
            executor.spawn(async move { said.say(sleeper.await.unwrap_err()) }).detach();
            executor.run_until_stalled();
            log.say("aborting");
            abort.abort();
            log.say("aborted");
            abort.abort();
        },
        expect![[r#"
            spawn 0
            spawn 1
            poll 0 {
            } poll 0 Pending
            poll 1 {
            } poll 1 Pending
                aborting
                drop what task 0 held
            end 0 Aborted; +0 -0 wakers, 0 wakes
            wake 1 Queued
                aborted
            poll 1 {
                task 0 was cancelled
            } poll 1 Ready
            end 1 Completed; +1 -1 wakers, 1 wakes
                -- stalled
        "#]],
    );
}

#[test]
fn a_task_that_aborts_itself_is_dropped_after_its_poll() {
    check(
        |executor, log| {
            let (inner, log) = (executor.clone(), log.clone());
            let task = async move {
                let _bell = Bell(log.clone(), "a local of task 0");
                inner.abort(inner.current().unwrap());
                log.say("still running");
                pending::<()>().await;
            };
            executor.spawn(task).detach();
        },
        expect![[r#"
            spawn 0
            poll 0 {
                still running
            } poll 0 Aborted
                drop a local of task 0
            end 0 Aborted; +0 -0 wakers, 0 wakes
                -- stalled
        "#]],
    );
}

#[test]
fn a_shut_down_drops_tasks_in_the_order_of_spawning() {
    check(
        |executor, log| {
            for name in ["task 0", "task 1", "task 2"] {
                let bell = Bell(log.clone(), name);
                let idle = async move {
                    let _bell = bell;
                    if name == "task 1" {
                        yield_now().await;
                    }
                    let _waker = own_waker().await;
                    pending::<()>().await;
                };
                executor.spawn(idle).detach();
            }
        },
        expect![[r#"
            spawn 0
            spawn 1
            spawn 2
            poll 0 {
            } poll 0 Pending
            poll 1 {
            wake 1 WhilePolling
            } poll 1 Pending
            poll 2 {
            } poll 2 Pending
            poll 1 {
            } poll 1 Pending
                -- stalled
                drop task 0
            end 0 Dropped; +1 -1 wakers, 0 wakes
                drop task 1
            end 1 Dropped; +1 -1 wakers, 1 wakes
                drop task 2
            end 2 Dropped; +1 -1 wakers, 0 wakes
        "#]],
    );
}

#[test]
fn the_queue_order_of_yielding_tasks_is_round_robin() {
    check(
        |executor, _| {
            let turns = |n| async move {
                for _ in 0..n {
                    yield_now().await;
                }
            };
            executor.spawn(turns(2)).detach();
            executor.spawn(turns(1)).detach();
        },
        expect![[r#"
            spawn 0
            spawn 1
            poll 0 {
            wake 0 WhilePolling
            } poll 0 Pending
            poll 1 {
            wake 1 WhilePolling
            } poll 1 Pending
            poll 0 {
            wake 0 WhilePolling
            } poll 0 Pending
            poll 1 {
            } poll 1 Ready
            end 1 Completed; +0 -0 wakers, 1 wakes
            poll 0 {
            } poll 0 Ready
            end 0 Completed; +0 -0 wakers, 2 wakes
                -- stalled
        "#]],
    );
}

#[test]
fn block_on_is_a_task_like_any_other_and_is_dropped_when_it_gives_up() {
    check(
        |executor, log| {
            executor.spawn(yield_now()).detach();
            let log = log.clone();
            let main = async move {
                let _bell = Bell(log, "main");
                join_all([Gate::default().passed()]).await;
            };
            executor.block_on(main, || Park::GiveUp).unwrap_err();
        },
        expect![[r#"
            spawn 0
            spawn 1
            poll 0 {
            wake 0 WhilePolling
            } poll 0 Pending
            poll 1 {
            } poll 1 Pending
            poll 0 {
            } poll 0 Ready
            end 0 Completed; +0 -0 wakers, 1 wakes
                drop main
            end 1 Dropped; +1 -1 wakers, 0 wakes
                -- stalled
        "#]],
    );
}

#[test]
fn after_a_shut_down_a_spawned_future_is_dropped_at_once() {
    check(
        |executor, log| {
            executor.shut_down();
            let bell = Bell(log.clone(), "what came too late");
            let late = executor.spawn(async move { drop(bell) });
            assert!(late.is_finished());
        },
        expect![[r#"
            spawn 0
                drop what came too late
            end 0 Dropped; +0 -0 wakers, 0 wakes
                -- stalled
        "#]],
    );
}
