//! Computing on so many cores: who has one when, and what that costs.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{lines, ms, outcome, story_of, valid};
use awaitscope::time::Instant;
use awaitscope::world::{HttpPeer, Network, Service};
use awaitscope::{Limits, Machine, block_on, blocking, join, println, thread, time, traced, work};
use expect_test::expect;
use trace::{EventKind, Recipe, ThreadEvent, Trace};

fn on(cores: u16, main: &dyn Fn()) -> Trace {
    in_world(cores, &Network::default, main)
}

fn in_world(cores: u16, network: &dyn Fn() -> Network, main: &dyn Fn()) -> Trace {
    let (machine, recipe) = (Machine::with_cores(cores), Recipe::of("a test"));
    let run = || valid(awaitscope::run_on(machine, &recipe, network, Limits::LESSON, main));
    let trace = run();
    assert_eq!(trace.to_text(), run().to_text(), "twice");
    no_core_computes_for_two(&trace, cores);
    trace
}

/// No two threads compute on one core at the same time, and none on a core that is not there. (What
/// a task computes stands on the task's lane, while its thread is what loses the core.)
fn no_core_computes_for_two(trace: &Trace, cores: u16) {
    let mut busy: Vec<Option<trace::LaneId>> = vec![None; usize::from(cores)];
    let mut working = vec![false; trace.lanes.len()];
    for (index, event) in trace.events.iter().enumerate() {
        assert!(event.worker.0 < cores, "event {index} of {}", trace.to_text());
        let (lane, core) = (event.lane, usize::from(event.worker.0));
        match event.kind {
            EventKind::WorkStarted => working[lane.index()] = true,
            EventKind::WorkEnded => working[lane.index()] = false,
            _ => {}
        }
        if matches!(trace.lane(lane).kind, trace::LaneKind::Task(_)) {
            continue;
        }
        let computes = match event.kind {
            EventKind::WorkStarted => true,
            EventKind::Thread(ThreadEvent::CoreGot) => working[lane.index()],
            _ => false,
        };
        let stops =
            matches!(event.kind, EventKind::WorkEnded | EventKind::Thread(ThreadEvent::Preempted));
        if stops && busy[core] == Some(lane) {
            busy[core] = None;
        }
        if computes {
            assert_eq!(busy[core].replace(lane), None, "event {index} of {}", trace.to_text());
        }
    }
}

fn two_computations() {
    let jobs = ["left", "right"].map(|name| {
        thread::spawn(move || {
            work(ms(10));
            println!("{name}");
        })
    });
    jobs.into_iter().for_each(|job| job.join().unwrap());
    println!("both");
}

#[test]
fn two_computations_take_half_as_long_on_two_cores() {
    assert_eq!(lines(&on(2, &two_computations)), ["10ms left", "10ms right", "10ms both"]);
    assert_eq!(lines(&on(3, &two_computations)), ["10ms left", "10ms right", "10ms both"]);
    // 3 ms by turns: left has 0–3, 6–9, 12–15, 18–19.
    let one = on(1, &two_computations);
    assert_eq!(lines(&one), ["19ms left", "20ms right", "20ms both"]);
    assert_eq!(one.thread_costs().involuntary, 6);
}

#[test]
fn on_one_thread_a_join_of_two_computations_takes_the_sum() {
    let trace = on(2, &|| {
        let both = block_on(async {
            join!(async { work(ms(10)) }, async { work(ms(10)) });
        });
        println!("{both:?}");
    });
    assert_eq!(lines(&trace), ["20ms Ok(())"]);
    assert_eq!(trace.thread_costs().switches(), 0);
}

#[test]
fn a_thread_is_taken_off_its_core_and_gets_it_back() {
    let trace = on(1, &|| {
        let other = thread::spawn(|| work(ms(2)));
        work(ms(4));
        other.join().unwrap();
    });
    expect![[r#"
        0    thread  spawns thread 1 (2048 KiB)
        0    thread  works
        3ms  thread  Preempted
        3ms          Started
        3ms          works
        5ms          has worked
        5ms          Ended
        5ms  thread  CoreGot
        6ms  thread  has worked
        6ms  thread  enters join
        6ms  thread  returns from join
        6ms  reactor The run completed after 6 ms.
    "#]]
    .assert_eq(&story_of(&trace, "", |_| true));
}

#[test]
fn whose_wait_is_over_waits_for_a_core_too() {
    let trace = on(1, &|| {
        let sleeper = thread::spawn(|| {
            thread::sleep(ms(1));
            println!("due at 1");
        });
        work(ms(5));
        println!("worked");
        sleeper.join().unwrap();
    });
    // It gets the core at 3, sleeps until 4, and has to wait for it again.
    assert_eq!(lines(&trace), ["5ms worked", "5ms due at 1"]);
    let wanted = |kind: &EventKind| matches!(kind, EventKind::Thread(_));
    expect![[r#"
        0    thread  spawns thread 1 (2048 KiB)
        3ms  thread  Preempted
        3ms          Started
        3ms  thread  CoreGot
        4ms          CoreWanted
        5ms          CoreGot
        5ms          Ended
    "#]]
    .assert_eq(&story_of(&trace, "", wanted));
}

/// A job that computes, asks somebody far away, and computes again.
#[traced]
fn job(n: u64) -> std::io::Result<()> {
    use blocking::{Read, Write};
    work(ms(2));
    let mut socket = blocking::net::TcpStream::connect("tea.test:80")?;
    socket.write_all(b"GET / HTTP/1.1\r\n\r\n")?;
    socket.read_to_end(&mut Vec::new())?;
    work(ms(4));
    println!("job {n} took {} ms", Instant::now().elapsed_since_start());
    Ok(())
}

trait SinceStart {
    fn elapsed_since_start(self) -> u64;
}

impl SinceStart for Instant {
    fn elapsed_since_start(self) -> u64 {
        // The present, as the program itself reads it.
        let start = START.with(std::cell::Cell::get).expect("main has set it");
        u64::try_from((start.elapsed() - self.elapsed()).as_millis()).unwrap()
    }
}

thread_local! {
    static START: std::cell::Cell<Option<Instant>> = const { std::cell::Cell::new(None) };
}

fn tea_house() -> Network {
    let peer = || Box::new(HttpPeer::new(ms(3), &[("/", "tea")])) as Box<_>;
    let (lookup, latency) = (ms(1), ms(2));
    let service = Service { name: "tea.test", port: 80, lookup, latency, answers: Ok(peer) };
    Network { services: vec![service], clients: Vec::new() }
}

#[test]
fn jobs_that_mix_computing_and_waiting_are_scheduled_and_read_the_clock_rightly() {
    let main = || {
        START.with(|start| start.set(Some(Instant::now())));
        let jobs = [1, 2, 3].map(|n| thread::spawn(move || job(n)));
        jobs.into_iter().for_each(|job| assert!(job.join().unwrap().is_ok()));
    };
    let plenty = in_world(4, &tea_house, &main);
    for line in lines(&plenty) {
        assert!(line.starts_with("18ms") && line.ends_with("took 18 ms"), "{line}");
    }
    let one = in_world(1, &tea_house, &main);
    for line in lines(&one) {
        let (at, _) = line.split_once("ms").unwrap();
        assert!(line.ends_with(&format!("took {at} ms")), "{line}");
    }
    // From 0 to 6 one after the other computes its first part; from 17 on they compute the second
    // by turns of 3 ms: 17–20, 20–23, 23–26, and then what is left.
    expect![[r#"
        27ms job 1 took 27 ms
        28ms job 2 took 28 ms
        29ms job 3 took 29 ms"#]]
    .assert_eq(&lines(&one).join("\n"));
}

/// The same three jobs as threads and as tasks, on one core.
#[test]
fn three_tasks_finish_when_three_threads_do_with_fewer_switches() {
    let threads = on(1, &|| {
        let jobs = [1, 1, 1].map(|n| {
            thread::spawn(move || {
                for _ in 0..3 {
                    work(ms(1));
                    thread::sleep(ms(5 * n));
                }
            })
        });
        jobs.into_iter().for_each(|job| job.join().unwrap());
    });
    let tasks = on(1, &|| {
        let job = |n: u64| async move {
            for _ in 0..3 {
                work(ms(1));
                time::sleep(ms(5 * n)).await;
            }
        };
        block_on(async move {
            join!(job(1), job(1), job(1));
        })
        .unwrap();
    });
    assert_eq!(outcome(&threads), "The run completed after 20 ms.");
    assert_eq!(outcome(&tasks), "The run completed after 20 ms.");
    let (threads, tasks) = (threads.thread_costs(), tasks.thread_costs());
    assert!(tasks.switches() < threads.switches(), "{tasks:?} {threads:?}");
}

#[test]
fn a_poll_is_taken_off_its_core_like_any_other_call() {
    let trace = on(1, &|| {
        let other = thread::spawn(|| work(ms(4)));
        block_on(async { work(ms(5)) }).unwrap();
        println!("polled");
        other.join().unwrap();
    });
    assert_eq!(lines(&trace), ["8ms polled"]);
    assert_eq!(outcome(&trace), "The run completed after 9 ms.");
}

#[test]
fn polls_of_a_block_on_wait_for_a_core_too() {
    let trace = on(1, &|| {
        let other = thread::spawn(|| work(ms(9)));
        let slept = block_on(async {
            time::sleep(ms(1)).await;
            println!("woken");
        });
        assert_eq!(slept, Ok(()));
        other.join().unwrap();
    });
    assert_eq!(lines(&trace), ["3ms woken"]);
}
