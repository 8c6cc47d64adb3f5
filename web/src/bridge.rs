//! Hosts a run in which the page's own JavaScript takes part: polls until nothing is ready, lets
//! the engine's queues run dry, and goes on when time passes or a Promise has woken somebody.
//!
//! Only the chapter with such examples loads it. A run that is no longer wanted is dropped, and
//! what its JavaScript still does reaches nobody.

use crate::browser::{self, Timer};
use crate::open::{Ran, is_newest};
use futures::channel::oneshot::{Sender, channel};
use runtime::Limits;
use runtime::outside::{Pause, Run};
use std::cell::Cell;
use std::rc::Rc;
use trace::{Instant, Recipe};

/// How long a run may wait for the outside, altogether and in real time.
const PATIENCE_MS: f64 = 10_000.0;

const IN_VAIN: &str = "nothing came from outside that it waits for, and this page waits for no \
                       longer than 10 s.";

/// After so long it looks whether the run is still wanted.
const LOOK_MS: f64 = 250.0;

/// Makes a run to its end. None if something else was asked for meanwhile.
pub(crate) async fn host(recipe: Recipe, number: u32) -> Option<Ran> {
    let mut run = bridges::start(recipe, Limits::LESSON)?;
    let bell = Bell::of(&run);
    let begun = browser::now_ms();
    let trace = loop {
        let elapsed = browser::now_ms() - begun;
        match run.proceed() {
            Pause::Over(trace) => break *trace,
            _ if elapsed >= PATIENCE_MS => break run.give_up(IN_VAIN)?,
            Pause::Turn => browser::breathe().await,
            Pause::Outside(until) => {
                let due = until.map_or(LOOK_MS, |Instant(nanos)| nanos as f64 / 1e6 - elapsed);
                bell.rings(due.clamp(0.0, LOOK_MS).ceil() as u32).await;
            }
        }
        is_newest(number).then_some(())?;
    };
    Some((Rc::new(trace), None))
}

/// Rings when a task has become ready.
struct Bell(Rope);

type Rope = Rc<Cell<Option<Sender<()>>>>;

fn pull(rope: &Rope) {
    if let Some(sender) = rope.take() {
        let _ = sender.send(());
    }
}

impl Bell {
    fn of(run: &Run) -> Bell {
        let bell = Rope::default();
        let rope = Rc::clone(&bell);
        run.on_ready(move || pull(&rope));
        Bell(bell)
    }

    /// Until it rings, or until so much time has passed.
    async fn rings(&self, ms: u32) {
        let (sender, rung) = channel();
        self.0.set(Some(sender));
        let rope = Rc::clone(&self.0);
        let _timer = Timer::after(ms, Box::new(move || pull(&rope)));
        let _ = rung.await;
    }
}
