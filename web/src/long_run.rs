//! Makes a run that takes longer than a reader should wait for an answer of the page: in slices,
//! and it tells how far it has come.
//!
//! It stands apart from `open` because only a long run loads it, with its layout. It knows nothing
//! of what a run is: `examples` cuts it, `diagram` lays it out.

use crate::browser;
use crate::open::{Ran, is_newest};
use crate::state::{Action, Laid, Progress, Texts};
use diagram::{Scene, Timeline, is_long};
use examples::Running;
use std::rc::Rc;
use trace::Index;
use yew::Callback;

/// Between two looks at the clock, about so many events.
const A_FEW: usize = 1_000;
/// How long the page may be kept from its reader, in milliseconds.
const SLICE_MS: f64 = 24.0;
/// How much of the progress is the run itself; the rest is its layout.
const RUNNING_PERCENT: u64 = 90;

/// A long run that is being made.
#[derive(Debug)]
pub struct LongRun {
    /// Of which opening.
    pub number: u32,
    /// Of which example.
    pub texts: Rc<Texts>,
    /// Whom it tells how far it has come.
    pub dispatch: Callback<Action>,
}

impl LongRun {
    fn tell(&self, events: usize, percent: u64) {
        let percent = percent.min(100) as u32;
        let progress = Progress { title: self.texts.title.clone(), events, percent };
        self.dispatch.emit(Action::Late(Box::new(|model| model.progress = Some(progress))));
    }

    /// Lets the page answer its reader. Answers whether the run is still wanted.
    async fn rest(&self) -> bool {
        browser::breathe().await;
        is_newest(self.number)
    }
}

/// The rest of a run, and its layout if it is too long for scenes. None if something else was asked
/// for meanwhile.
pub async fn make(mut running: Running, run: LongRun) -> Option<Ran> {
    let mut trace = None;
    while trace.is_none() {
        let (done, all) = running.progress();
        run.tell(running.events(), done * RUNNING_PERCENT / all.max(1));
        run.rest().await.then_some(())?;
        let end = browser::now_ms() + SLICE_MS;
        while trace.is_none() && browser::now_ms() < end {
            trace = running.advance(A_FEW);
        }
    }
    let trace = Rc::new(trace?);
    run.tell(trace.events.len(), RUNNING_PERCENT);
    if !is_long(&trace) {
        return Some((trace, None));
    }
    run.rest().await.then_some(())?;
    let timeline = Timeline::new(&[&trace]);
    run.rest().await.then_some(())?;
    let index = Index::new(&trace);
    run.tell(trace.events.len(), 95);
    run.rest().await.then_some(())?;
    let laid = Laid::with(timeline, Scene::new(&trace), index);
    run.rest().await.then_some(())?;
    Some((trace, Some(laid)))
}
