//! Runs with a host: what happens outside reaches them in order, and reaches nobody afterwards.
//!
//! The outside is a small imitation of an engine: Promises with reactions on a queue of microtasks.
//! The real one is met in a browser, by the examples that are bridges.

use crate::support::{lines, ms, outcome, valid};
use awaitscope::outside::{Handle, Pause, Run, Wall, adopt};
use awaitscope::time::sleep;
use awaitscope::{Limits, println, traced};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Wake, Waker};
use trace::{Budget, Cause, EventKind, Instant, OpEnd, Outcome, Recipe, Trace, WakeEffect};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

type Job = Box<dyn FnOnce()>;

thread_local! {
    static MICROTASKS: RefCell<VecDeque<Job>> = const { RefCell::new(VecDeque::new()) };
}

fn later(job: impl FnOnce() + 'static) {
    MICROTASKS.with_borrow_mut(|queue| queue.push_back(Box::new(job)));
}

fn run_dry() {
    while let Some(job) = MICROTASKS.with_borrow_mut(VecDeque::pop_front) {
        job();
    }
}

/// A Promise without a value: whether it is settled, and its reactions.
#[derive(Clone, Default)]
struct Promise(Rc<(Cell<bool>, RefCell<Vec<Job>>)>);

impl Promise {
    fn then(&self, reaction: impl FnOnce() + 'static) {
        match self.0.0.get() {
            true => later(reaction),
            false => self.0.1.borrow_mut().push(Box::new(reaction)),
        }
    }

    fn settle(&self) {
        self.0.0.set(true);
        self.0.1.take().into_iter().for_each(later);
    }
}

/// As wasm-bindgen's: ready once a reaction of its own has run.
#[derive(Default)]
struct JsFuture(Rc<(Cell<bool>, Cell<Option<Waker>>)>);

impl From<&Promise> for JsFuture {
    fn from(promise: &Promise) -> JsFuture {
        let future = JsFuture::default();
        let state = Rc::clone(&future.0);
        promise.then(move || {
            state.0.set(true);
            if let Some(waker) = state.1.take() {
                waker.wake();
            }
        });
        future
    }
}

impl Future for JsFuture {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0.0.get() {
            return Poll::Ready(());
        }
        self.0.1.set(Some(context.waker().clone()));
        Poll::Pending
    }
}

/// A task of the outside's own executor, whose queue is that of the microtasks.
struct Local(RefCell<Option<Pin<Box<dyn Future<Output = ()>>>>>, Cell<bool>);

struct LocalWaker(u64);

thread_local! {
    static LOCALS: RefCell<Vec<Rc<Local>>> = const { RefCell::new(Vec::new()) };
}

fn spawn_local(future: impl Future<Output = ()> + 'static) {
    let local = Rc::new(Local(RefCell::new(Some(Box::pin(future))), Cell::new(false)));
    let number = LOCALS.with_borrow_mut(|locals| {
        locals.push(local);
        locals.len() as u64 - 1
    });
    LocalWaker(number).ring();
}

impl LocalWaker {
    fn ring(&self) {
        let number = self.0;
        let local = LOCALS.with_borrow(|locals| Rc::clone(&locals[number as usize]));
        if local.1.replace(true) {
            return;
        }
        later(move || {
            local.1.set(false);
            let waker = Waker::from(std::sync::Arc::new(LocalWaker(number)));
            let mut future = local.0.borrow_mut();
            let polled =
                future.as_mut().map(|it| it.as_mut().poll(&mut Context::from_waker(&waker)));
            if polled.is_some_and(|polled| polled.is_ready()) {
                *future = None;
            }
        });
    }
}

impl Wake for LocalWaker {
    fn wake(self: std::sync::Arc<Self>) {
        self.ring();
    }
}

/// A Promise that is settled by a timer of the run's clock, and that the run's trace knows.
fn timer(millis: u64) -> Promise {
    let (run, promise) = (Handle::current(), Promise::default());
    let settled = promise.clone();
    run.sleep(ms(millis), move || settled.settle());
    let pending = run.begin(&format!("timer({millis})"), None);
    promise.then(move || pending.end(None));
    promise
}

fn start<F: Future<Output = ()> + 'static>(wall: Option<Wall>, main: fn() -> F) -> Run {
    Run::start(Recipe::of("a test"), Default::default(), Limits::LESSON, wall, main)
}

/// Drives a run whose time is simulated.
fn drive<F: Future<Output = ()> + 'static>(main: fn() -> F) -> Trace {
    let mut run = start(None, main);
    loop {
        match run.proceed() {
            Pause::Turn => run_dry(),
            Pause::Over(trace) => return valid(*trace),
            Pause::Outside(until) => panic!("nobody outside is busy: {until:?}"),
        }
    }
}

fn wakes(trace: &Trace) -> Vec<(u64, Cause)> {
    let wake = |event: &trace::Event| match event.kind {
        EventKind::Woken(_, cause, WakeEffect::Queued) => Some((event.at.0 / 1_000_000, cause)),
        _ => None,
    };
    trace.events.iter().filter_map(wake).collect()
}

fn polls(trace: &Trace, task: u32) -> Vec<u64> {
    let poll = |event: &trace::Event| match event.kind {
        EventKind::PollStarted(it) if it.0 == task => Some(event.at.0 / 1_000_000),
        _ => None,
    };
    trace.events.iter().filter_map(poll).collect()
}

#[traced]
async fn two_promises() {
    let (long, short) = (timer(30), timer(20));
    println!("main: has two Promises");
    JsFuture::from(&long).await;
    println!("main: long");
    JsFuture::from(&short).await;
    println!("main: short");
}

#[test]
fn a_promise_goes_on_unawaited_and_its_settling_wakes_the_task() {
    let trace = drive(two_promises);
    assert_eq!(lines(&trace), ["0 main: has two Promises", "30ms main: long", "30ms main: short"]);
    let ended: Vec<_> = { trace.events.iter() }
        .filter_map(|event| match event.kind {
            EventKind::OpEnded(op, OpEnd::Done) => {
                Some((event.at.0 / 1_000_000, trace.op_label(op)))
            }
            _ => None,
        })
        .collect();
    let label = |at, label: &str| (at, label.to_owned());
    let short = [label(20, "the sleep of 20 ms"), label(20, "the Promise of timer(20)")];
    let long = [label(30, "the sleep of 30 ms"), label(30, "the Promise of timer(30)")];
    assert_eq!(ended, [short, long].concat());
    let woken = wakes(&trace);
    assert!(matches!(woken[0], (30, Cause::Op(op)) if trace.op_label(op).contains("timer(30)")));
}

#[test]
fn a_promise_that_is_settled_already_suspends_its_task_all_the_same() {
    let trace = drive(two_promises);
    assert_eq!(polls(&trace, 0), [0, 30, 30]);
    assert_eq!(wakes(&trace)[1], (30, Cause::Outside));
}

#[test]
fn the_same_run_leaves_the_same_trace() {
    assert_eq!(drive(two_promises).to_text(), drive(two_promises).to_text());
}

#[traced]
async fn brew(what: &'static str, millis: u64) {
    println!("{what}: on the fire");
    sleep(ms(millis)).await;
    println!("{what}: ready");
}

#[traced]
async fn hands_two_over() {
    spawn_local(adopt("the host", brew("tea", 10)));
    spawn_local(adopt("the host", brew("soup", 90)));
    println!("main: handed over");
    sleep(ms(40)).await;
}

#[test]
fn an_adopted_future_is_polled_by_the_outside_alone() {
    let trace = drive(hands_two_over);
    let expected =
        ["0 main: handed over", "0 tea: on the fire", "0 soup: on the fire", "10ms tea: ready"];
    assert_eq!(lines(&trace), expected);
    assert_eq!([polls(&trace, 0), polls(&trace, 1)], [[0, 40], [0, 10]]);
    assert_eq!(polls(&trace, 2), [0], "the run ended before the soup was ready");
    assert_eq!(trace.outcome, Outcome::Completed);
    assert_eq!(trace.task_label(trace::TaskId(1)), "task 1 (the host: brew)");
    // Its waker is gone with the run, and what the outside still has of it is harmless.
    LOCALS.with_borrow(|locals| locals.iter().for_each(|local| drop(local.0.take())));
}

#[traced]
async fn waits_for_a_word() {
    let (promise, pending) = (Promise::default(), Handle::current().begin("a word", None));
    WORD.with_borrow_mut(|word| *word = Some((promise.clone(), pending)));
    JsFuture::from(&promise).await;
    println!("main: heard it");
}

type Word = Option<(Promise, awaitscope::outside::Pending)>;

thread_local! {
    static WORD: RefCell<Word> = const { RefCell::new(None) };
}

fn say(failure: Option<&str>) {
    let (promise, pending) = WORD.take().expect("somebody waits for a word");
    pending.end(failure);
    promise.settle();
    run_dry();
}

#[test]
fn a_run_waits_for_the_outside_instead_of_ending_as_idle() {
    let mut run = start(None, waits_for_a_word);
    assert!(matches!(run.proceed(), Pause::Turn));
    assert!(matches!(run.proceed(), Pause::Outside(None)));
    assert!(matches!(run.proceed(), Pause::Outside(None)), "asking again changes nothing");
    say(Some("mumbled"));
    let Pause::Over(trace) = run.proceed() else { panic!("the word was the last thing") };
    let trace = valid(*trace);
    assert_eq!(lines(&trace), ["0 main: heard it"]);
    let failed = trace.events.iter().any(|event| {
        matches!(event.kind,
            EventKind::OpEnded(_, OpEnd::Failed(how)) if trace.name(how) == "mumbled")
    });
    assert!(failed, "{}", trace.to_text());
    assert!(matches!(run.proceed(), Pause::Outside(None)), "a run that is over stays so");
}

#[test]
fn a_host_that_has_waited_long_enough_ends_the_run_with_a_sentence() {
    let mut run = start(None, waits_for_a_word);
    while matches!(run.proceed(), Pause::Turn) {}
    let trace = valid(run.give_up("nobody spoke.").expect("it was not over"));
    assert_eq!(outcome(&trace), "The run was stopped: nobody spoke.");
    // Too late: nobody hears it, and nothing breaks.
    say(None);
}

#[test]
fn what_the_outside_does_after_a_run_was_dropped_reaches_no_other_run() {
    let mut first = start(None, two_promises);
    assert!(matches!(first.proceed(), Pause::Turn));
    let mut other = start(None, waits_for_a_word);
    while matches!(other.proceed(), Pause::Turn) {}
    drop(first);
    run_dry();
    drop(other);
    let late = drive(hands_two_over);
    say(None);
    run_dry();
    assert_eq!(late.to_text(), drive(hands_two_over).to_text());
}

#[test]
fn when_nobody_is_left_to_wake_a_task_that_is_a_deadlock() {
    let trace = drive(std::future::pending::<()>);
    assert!(matches!(trace.outcome, Outcome::Deadlock(_)), "{:?}", trace.outcome);
}

#[traced]
async fn never_ends() {
    loop {
        JsFuture::from(&timer(1_000_000)).await;
    }
}

#[test]
fn budgets_hold_here_too() {
    let trace = drive(never_ends);
    assert!(matches!(trace.outcome, Outcome::BudgetSpent(Budget::Time(_))), "{:?}", trace.outcome);
}

thread_local! {
    static CLOCK: Cell<u64> = const { Cell::new(0) };
}

#[traced]
async fn sleeps_twice() {
    sleep(ms(10)).await;
    println!("main: once");
    sleep(ms(10)).await;
    println!("main: twice");
}

#[test]
fn on_the_wall_clock_time_is_what_the_host_says_and_never_steps_back() {
    let wall: Wall = Box::new(|| Instant(CLOCK.get() * 1_000_000));
    CLOCK.set(0);
    let mut run = start(Some(wall), sleeps_twice);
    let at = |millis: u64| Some(Instant(millis * 1_000_000));
    assert!(matches!(run.proceed(), Pause::Turn));
    assert!(matches!(run.proceed(), Pause::Outside(until) if until == at(10)));
    CLOCK.set(13);
    assert!(matches!(run.proceed(), Pause::Turn));
    CLOCK.set(12);
    assert!(matches!(run.proceed(), Pause::Outside(until) if until == at(23)));
    CLOCK.set(25);
    let Pause::Over(trace) = run.proceed() else { panic!("both deadlines have passed") };
    let trace = valid(*trace);
    assert_eq!(lines(&trace), ["13ms main: once", "25ms main: twice"]);
    assert_eq!(wakes(&trace).iter().map(|(at, _)| *at).collect::<Vec<_>>(), [10, 23]);
}
