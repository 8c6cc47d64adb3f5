//! `never-awaited`.

use super::{check, lint, ms, only, run};
use awaitscope::task::spawn;
use awaitscope::time::{sleep, timeout};
use awaitscope::world::Network;
use awaitscope::{BlockOnError, Limits, block_on, join, run_blocking, traced, try_join};
use diagram::Lint;
use trace::{EventKind, Recipe, Trace};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[traced]
async fn save(after: u64) {
    sleep(ms(after)).await;
}

#[test]
fn a_call_whose_future_is_dropped_unpolled_is_found_where_it_was_made() {
    #[traced]
    async fn main() {
        sleep(ms(1)).await;
        drop(save(5));
        save(5).await;
    }
    let trace = run(main);
    let (finding, line) = only(&trace, include_str!("awaited.rs"));
    assert_eq!((finding.lint, line), (Lint::NeverAwaited, "drop(save(5));"));
    assert!(matches!(trace.events[finding.event].kind, EventKind::CallCreated(_)));
    let at = finding.line(&trace).unwrap_or(0);
    let expected = format!(
        "save() #1 is called in line {at}, but its future is dropped and nobody has ever polled \
         it: nothing of its body runs."
    );
    assert_eq!(finding.sentence, expected);
}

#[test]
fn a_block_is_found_too() {
    #[traced]
    async fn main() {
        drop(async { println!("never printed") });
    }
    let trace = run(main);
    let (finding, line) = only(&trace, include_str!("awaited.rs"));
    assert!(line.starts_with("drop(async {"), "{line}");
    assert!(finding.sentence.starts_with("The future of the async block of line"));
}

#[test]
fn a_loop_that_forgets_a_thousand_times_is_one_mistake() {
    #[traced]
    async fn main() {
        for _ in 0..1_000 {
            drop(save(1));
        }
        let [_again, _and_again] = [save(1), save(2)];
    }
    assert_eq!(lint(&run(main)).len(), 1 + 2, "three places");
}

#[test]
fn what_its_holder_had_no_time_for_is_no_finding() {
    #[traced]
    async fn holder() {
        let later = save(5);
        sleep(ms(20)).await;
        later.await;
    }
    #[traced]
    async fn given(later: impl Future<Output = ()>) {
        sleep(ms(20)).await;
        later.await;
    }
    check(|| async { timeout(ms(5), holder()).await.is_ok() }, &[]);
    check(|| async { timeout(ms(5), given(save(5))).await.is_ok() }, &[]);
    let aborted = || async {
        let [first, second] = [spawn(holder()), spawn(save(5))];
        let third = spawn(given(save(5)));
        second.abort(); // before its first poll
        sleep(ms(5)).await;
        first.abort();
        third.abort();
    };
    check(aborted, &[]);
}

#[test]
fn a_branch_that_a_macro_did_not_come_to_is_no_finding() {
    #[traced]
    async fn fails(times: u32) -> Result<(), u32> {
        for _ in 0..times {
            sleep(ms(1)).await;
        }
        Err(times)
    }
    #[traced]
    async fn main() {
        for times in [1, 0] {
            let tried = try_join!(fails(times), async {
                sleep(ms(5)).await;
                Ok(())
            });
            let _ = tried;
        }
        join!(save(1), save(2));
    }
    check(main, &[]);
}

#[test]
fn what_to_do_depends_on_whether_the_caller_could_await() {
    #[traced]
    fn forgets() {
        drop(save(5));
    }
    #[traced]
    async fn in_a_task() {
        forgets();
    }
    #[traced]
    async fn awaits() {
        drop(save(5));
    }
    let advice = |trace: &Trace| only(trace, include_str!("awaited.rs")).0.advice;
    let on_a_thread =
        run_blocking(Recipe::of("a test"), Network::default(), Limits::LESSON, forgets);
    assert!(advice(&on_a_thread).contains("hand the future to `block_on`"));
    assert!(advice(&run(in_a_task)).contains("return the future to a caller"));
    assert!(advice(&run(awaits)).starts_with("Write `.await` after the call"));
}

#[test]
fn a_block_on_in_the_midst_of_a_task_is_named_as_what_refuses_its_future() {
    #[traced]
    async fn main() {
        sleep(ms(1)).await;
        assert_eq!(block_on(save(5)), Err(BlockOnError::Nested));
    }
    let trace = run(main);
    let (finding, line) = only(&trace, include_str!("awaited.rs"));
    assert_eq!(line, "assert_eq!(block_on(save(5)), Err(BlockOnError::Nested));");
    let expected = "block_on() refuses the future of save(), because its thread drives tasks \
                    already: nobody has ever polled it, and nothing in it runs.";
    assert_eq!(finding.sentence.to_lowercase(), expected);
    assert!(finding.advice.starts_with("Await it where `block_on` stands"));
}
