//! Nothing of a finished run is left: no future, no output, no world.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{ms, run, run_blocking};
use awaitscope::net::TcpListener;
use awaitscope::sync::{Mutex, Notify, mpsc, oneshot};
use awaitscope::task::{spawn_local, yield_now};
use awaitscope::time::{sleep, timeout};
use awaitscope::world::{Client, Network, Outbox, Peer};
use awaitscope::{join, traced};
use std::rc::Rc;
use std::sync::Arc;

fn check(program: impl FnOnce(Rc<()>)) {
    let counted = Rc::new(());
    program(counted.clone());
    assert_eq!(Rc::strong_count(&counted), 1, "everything else is gone");
}

#[traced]
async fn keeps(kept: Rc<()>, millis: u64) -> Rc<()> {
    sleep(ms(millis)).await;
    kept
}

#[test]
fn tasks_of_every_kind_are_gone_with_their_run() {
    check(|kept| {
        run(move || async move {
            let finished = spawn_local(keeps(kept.clone(), 1));
            let finished_detached = spawn_local(keeps(kept.clone(), 1));
            let aborted = spawn_local(keeps(kept.clone(), 9));
            spawn_local(keeps(kept.clone(), 9));
            sleep(ms(2)).await;
            spawn_local(keeps(kept.clone(), 9));
            drop(finished_detached);
            aborted.abort();
            std::mem::forget(finished);
            let _late = timeout(ms(1), keeps(kept.clone(), 2)).await;
            kept
        });
    });
}

#[test]
fn so_they_are_after_a_deadlock_and_after_a_spent_budget() {
    check(|kept| {
        run(move || async move {
            let task = spawn_local(keeps(kept.clone(), 1));
            let _ = join!(task, std::future::pending::<()>());
            drop(kept);
        });
    });
    check(|kept| {
        run(move || async move {
            let _kept = kept;
            loop {
                yield_now().await;
            }
        });
    });
}

#[test]
fn a_cycle_through_a_task_and_its_handle_is_cut() {
    check(|kept| {
        run(move || async move {
            let slot = Rc::new(std::cell::RefCell::new(None));
            let own = slot.clone();
            let handle = spawn_local(async move {
                std::future::pending::<()>().await;
                drop((own, kept));
            });
            *slot.borrow_mut() = Some(handle);
            yield_now().await;
        });
    });
}

#[test]
fn a_task_that_a_blocking_program_spawned_is_never_polled_and_gone() {
    check(|kept| {
        let trace = run_blocking(Network::default(), || drop(spawn_local(keeps(kept, 1))));
        assert_eq!(trace.state_at(usize::MAX).tasks[0].polls, 0);
    });
}

#[test]
fn channels_and_locks_are_gone_whoever_waits_for_them() {
    check(|kept| {
        run(move || async move {
            let (sender, mut receiver) = mpsc::channel(1);
            let (_answer, mut reply) = oneshot::channel::<Rc<()>>();
            let lock = Rc::new(Mutex::new(kept.clone()));
            sender.send(kept.clone()).await.unwrap();
            spawn_local({
                let (lock, kept) = (lock.clone(), kept.clone());
                async move {
                    let held = lock.lock().await;
                    sender.send(kept).await.unwrap();
                    drop((held, sender));
                }
            });
            spawn_local(async move { drop(lock.lock().await) });
            yield_now().await;
            let bell = Notify::new();
            assert!(futures::poll!(&mut reply).is_pending());
            let rings = async move {
                bell.notified().await;
                drop(kept);
            };
            assert!(timeout(ms(1), rings).await.is_err());
            assert!(receiver.recv().await.is_some());
            let _ = timeout(ms(1), reply).await;
            let _ = timeout(ms(1), std::pin::pin!(receiver.recv())).await;
        });
    });
}

/// A peer that somebody counts: it belongs to the reactor, and the reactor to the world.
struct Counted(#[allow(dead_code, reason = "it is there to be counted")] Arc<()>);

impl Peer for Counted {
    fn on_data(&mut self, _: &[u8], _: &mut Outbox) {}
}

#[test]
fn the_world_itself_is_gone() {
    let counted = Arc::new(());
    let peer = |n| Client {
        name: "ada",
        at: ms(n),
        jitter: ms(0),
        port: 7,
        latency: ms(1),
        peer: Box::new(Counted(counted.clone())),
    };
    let clients = vec![peer(1), peer(2), peer(3)];
    let network = Network { services: Vec::new(), clients };
    crate::support::run_in(network, || async {
        let listener = TcpListener::bind("0.0.0.0:7").await.unwrap();
        let (accepted, _) = listener.accept().await.unwrap();
        std::mem::forget(accepted);
        sleep(ms(2)).await; // one is accepted, one waits to be, one is on its way
        spawn_local(async move { listener.accept().await.is_ok() });
    });
    assert_eq!(Arc::strong_count(&counted), 1);
}
