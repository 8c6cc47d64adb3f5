//! `spawn_blocking`: a lane of the blocking pool beside the executor's.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run, story};
use awaitscope::task::spawn_blocking;
use awaitscope::{join, println, spawn, thread, time, work};
use expect_test::expect;

#[test]
fn other_tasks_go_on_while_the_pool_computes() {
    let trace = run(|| async {
        let ticks = spawn(async {
            for _ in 0..3 {
                time::sleep(ms(10)).await;
                println!("tick");
            }
        });
        let sum = spawn_blocking(|| {
            work(ms(25));
            println!("computed");
            42
        });
        println!("{:?}", sum.await);
        ticks.await.unwrap();
    });
    let said = ["10ms tick", "20ms tick", "25ms computed", "25ms Ok(42)", "30ms tick"];
    assert_eq!(lines(&trace), said);
}

#[test]
fn its_end_wakes_whoever_awaits_it() {
    let trace = run(|| async {
        let slept = spawn_blocking(|| thread::sleep(ms(5)));
        slept.await.unwrap();
    });
    expect![[r#"
        0    T0      spawns task 0 (main)
        0    T0      is polled
        0    T0      spawns thread 1 (2048 KiB)
        0    T0      waits for thread 1
        0    T0      is pending
        0            Started
        0            enters nanosleep
        0            asks for the sleep of 5 ms
        0            waits for the sleep of 5 ms
        5ms  reactor has the sleep of 5 ms
        5ms          waits no more for the sleep of 5 ms
        5ms          returns from nanosleep
        5ms          Ended
        5ms          wakes T0 (thread 1, Queued)
        5ms  T0      is polled
        5ms  T0      waits no more for thread 1
        5ms  T0      is ready
        5ms  T0      ends T0: Completed
        5ms  reactor The run completed after 5 ms.
    "#]]
    .assert_eq(&story(&trace, ""));
}

#[test]
fn several_run_beside_each_other_and_the_run_waits_for_all() {
    let trace = run(|| async {
        drop(spawn_blocking(|| {
            thread::sleep(ms(30));
            println!("late");
        }));
        let both = join!(spawn_blocking(|| work(ms(8))), spawn_blocking(|| work(ms(6))));
        println!("{both:?}");
    });
    assert_eq!(lines(&trace), ["8ms (Ok(()), Ok(()))", "30ms late"]);
    assert_eq!(outcome(&trace), "The run completed after 30 ms.");
}

#[test]
fn a_handle_that_is_awaited_late_answers_at_once() {
    let trace = run(|| async {
        let early = spawn_blocking(|| work(ms(3)));
        assert!(!early.is_finished());
        time::sleep(ms(10)).await;
        assert!(early.is_finished());
        early.abort();
        early.await.unwrap();
        println!("done");
    });
    assert_eq!(lines(&trace), ["10ms done"]);
}
