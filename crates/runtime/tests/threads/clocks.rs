//! Threads of the operating system: their own clocks, merged by instant.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, run_blocking, story};
use awaitscope::blocking;
use awaitscope::thread::{self, Builder};
use awaitscope::{println, traced, work};
use expect_test::expect;
use trace::{LaneKind, Trace};

/// The program's threads by name, in the order in which they were made.
fn names(trace: &Trace) -> Vec<String> {
    let lanes = (0..).map(trace::LaneId).zip(&trace.lanes);
    let threads = lanes.filter(|(_, lane)| lane.kind == LaneKind::Thread);
    threads.map(|(id, _)| trace.thread_label(id)).collect()
}

#[traced]
fn job(name: &str, millis: u64) -> u64 {
    blocking::sleep(ms(millis));
    println!("{name} is done");
    millis
}

#[test]
fn a_thread_waits_with_its_stack_while_the_others_go_on() {
    #[traced]
    fn main() {
        let tea = thread::spawn(|| job("tea", 20));
        job("toast", 5);
        println!("{:?}", tea.join());
    }
    let trace = run_blocking(Default::default(), main);
    expect![[r#"
        0    thread  enters main
        0    thread  spawns thread 1 (job) (2048 KiB)
        0    thread  enters job
        0    thread  enters nanosleep
        0    thread  asks for the sleep of 5 ms
        0    thread  waits for the sleep of 5 ms
        0    job     Started
        0    job     enters job
        0    job     enters nanosleep
        0    job     asks for the sleep of 20 ms
        0    job     waits for the sleep of 20 ms
        5ms  reactor has the sleep of 5 ms
        5ms  thread  waits no more for the sleep of 5 ms
        5ms  thread  returns from nanosleep
        5ms  thread  prints “toast is done”
        5ms  thread  returns from job
        5ms  thread  enters join
        5ms  thread  waits for thread 1 (job)
        20ms reactor has the sleep of 20 ms
        20ms job     waits no more for the sleep of 20 ms
        20ms job     returns from nanosleep
        20ms job     prints “tea is done”
        20ms job     returns from job
        20ms job     Ended
        20ms thread  waits no more for thread 1 (job)
        20ms thread  returns from join
        20ms thread  prints “Ok(20)”
        20ms thread  returns from main
        20ms reactor The run completed after 20 ms.
    "#]]
    .assert_eq(&story(&trace, ""));
    let costs = trace.thread_costs();
    assert_eq!((costs.spawned, costs.reserved, costs.switches()), (1, 2 << 20, 3));
}

#[test]
fn a_join_returns_at_the_later_of_two_instants_and_joins_may_be_in_any_order() {
    let trace = run_blocking(Default::default(), || {
        let handles: Vec<_> =
            [30, 10, 20].map(|millis| thread::spawn(move || job("job", millis))).into();
        for handle in handles {
            println!("joined {:?}", handle.join());
        }
    });
    let said = [
        "10ms job is done",
        "20ms job is done",
        "30ms job is done",
        "30ms joined Ok(30)",
        "30ms joined Ok(10)",
        "30ms joined Ok(20)",
    ];
    assert_eq!(lines(&trace), said);
    assert_eq!(
        names(&trace),
        ["thread main", "thread 1 (job)", "thread 2 (job)", "thread 3 (job)"]
    );
}

#[test]
fn threads_make_threads_and_every_one_begins_at_its_spawners_instant() {
    let trace = run_blocking(Default::default(), || {
        let outer = thread::spawn(|| {
            work(ms(3));
            let inner = thread::spawn(|| {
                println!("inner begins");
                work(ms(4));
                println!("inner ends");
            });
            work(ms(1));
            println!("outer");
            inner.join().is_ok()
        });
        work(ms(5));
        println!("main");
        assert_eq!(outer.join(), Ok(true));
    });
    let said = ["3ms inner begins", "4ms outer", "5ms main", "7ms inner ends"];
    assert_eq!(lines(&trace), said);
    assert_eq!(outcome(&trace), "The run completed after 7 ms.");
}

#[test]
fn a_builder_gives_a_name_and_a_stack() {
    let trace = run_blocking(Default::default(), || {
        let builder = Builder::new().name("kettle".to_owned()).stack_size(64 * 1024);
        let handle = builder.spawn(|| thread::sleep(ms(1))).unwrap();
        assert_eq!(handle.thread().name(), Some("kettle"));
        assert!(!handle.is_finished());
        handle.join().unwrap();
        let handle = thread::spawn(|| {});
        assert!(!handle.is_finished());
        thread::sleep(ms(1));
        assert!(handle.is_finished());
    });
    assert_eq!(names(&trace), ["thread main", "thread 1 (kettle)", "thread 2"]);
    assert_eq!(trace.thread_costs().reserved, 64 * 1024 + (2 << 20));
}

#[test]
fn when_main_returns_the_process_is_over() {
    let trace = run_blocking(Default::default(), || {
        drop(thread::spawn(|| job("never", 50)));
        drop(thread::spawn(|| job("just", 5)));
        thread::sleep(ms(10));
    });
    assert_eq!(lines(&trace), ["5ms just is done"]);
    assert_eq!(outcome(&trace), "The run completed after 10 ms.");
    let story = story(&trace, "");
    assert!(story.contains("10ms job     cancels the sleep of 50 ms"), "{story}");
    assert!(story.contains("10ms job     CutOff"), "{story}");
}
