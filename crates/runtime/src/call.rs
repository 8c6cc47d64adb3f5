//! What `#[traced]` expands to: guards that record a Call, and nothing else.

use crate::current::{RunId, World, caller_in};
use crate::record::head;
use crate::watch;
use pin_project_lite::pin_project;
use std::pin::Pin;
use std::task::{Context, Poll};
use trace::{CallId, CallKind, EventKind, LaneId, Left, SourceSpan};

/// A source span as the macro writes it: line, column, end line, end column.
type Place = (u32, u32, u32, u32);

fn span((line, column, end_line, end_column): Place) -> SourceSpan {
    SourceSpan { line, column, end_line, end_column }
}

/// A sync call on the stack; left when dropped.
#[must_use]
pub struct Entered(Option<(RunId, CallId)>, Left);

/// The name of a method, with its type's: `Naive::poll`.
pub fn method<T: ?Sized>(name: &str) -> String {
    let path = std::any::type_name::<T>();
    let path = path.split('<').next().unwrap_or(path);
    format!("{}::{name}", path.rsplit_once(':').map_or(path, |(_, own)| own))
}

/// Enters a sync call.
pub fn enter(name: &str, place: Place) -> Entered {
    enter_of(name, None, place)
}

/// Enters a `poll` of a `T`.
pub fn enter_poll<T: ?Sized>(name: &str, place: Place) -> Entered {
    enter_of(&method::<T>(name), Some(std::any::type_name::<T>()), place)
}

fn enter_of(name: &str, polled: Option<&str>, place: Place) -> Entered {
    Entered(
        World::try_current().map(|world| {
            let mut record = world.record();
            let (call, _) = record.create_call(name, CallKind::Sync, span(place));
            if let Some(polled) = polled {
                watch::polled(&world, &mut record, call, polled);
            }
            record.enter(call, None);
            drop(record);
            (world.run, call)
        }),
        Left::Returned,
    )
}

impl Drop for Entered {
    fn drop(&mut self) {
        if let Some((run, call)) = self.0.take()
            && let Some(world) = World::of(run)
        {
            world.record().leave(call, self.1);
        }
    }
}

/// Runs the body of a `poll`: its type makes of the body a closure that may hand out what it
/// borrows.
pub fn once<R>(body: impl FnOnce() -> R) -> R {
    body()
}

/// What a call answered, if that is a [`Poll`]: found before [`OtherAnswer`], which asks for a
/// reference more.
pub trait PollAnswer {
    /// Lets the call be left with this answer.
    fn tell(&self, call: &mut Entered);
}

/// What a call answered, whatever it is.
pub trait OtherAnswer {
    /// Leaves the call as it is.
    fn tell(&self, call: &mut Entered);
}

impl<T> PollAnswer for Poll<T> {
    fn tell(&self, call: &mut Entered) {
        call.1 = if self.is_ready() { Left::Ready } else { Left::Pending };
    }
}

impl<T: ?Sized> OtherAnswer for &T {
    fn tell(&self, _: &mut Entered) {}
}

/// An async call whose future has not finished; recorded as dropped if it never does.
#[must_use]
pub struct Unfinished(Option<Live>);

struct Live {
    run: RunId,
    call: CallId,
    lane: LaneId,
    awaits: Option<SourceSpan>,
}

/// An async function, which stands at `place` in `file`, was called.
#[track_caller]
pub fn created(name: &str, file: &str, place: Place) -> Unfinished {
    let called_at = caller_in(file).unwrap_or(head(name, span(place)));
    create(name, CallKind::Async, place, called_at)
}

fn create(name: &str, kind: CallKind, place: Place, called_at: SourceSpan) -> Unfinished {
    Unfinished(World::try_current().map(|world| {
        let mut record = world.record();
        let (call, lane) = record.create_call(name, kind, span(place));
        record.event(Some(called_at), EventKind::CallCreated(call));
        Live { run: world.run, call, lane, awaits: None }
    }))
}

// Neither knows the future: every async function of every example shares them.
impl Unfinished {
    /// Its body is polled; false if nobody records that.
    #[inline(never)]
    fn enter(&mut self) -> bool {
        let Some(live) = &mut self.0 else { return false };
        let Some(world) = World::of(live.run) else { return false };
        live.lane = world.record().enter(live.call, live.awaits);
        true
    }

    /// Its body has been polled; what has finished is recorded no more.
    #[inline(never)]
    fn leave(&mut self, finished: bool) {
        let Some(live) = &mut self.0 else { return };
        let Some(world) = World::of(live.run) else { return };
        let left = if finished { Left::Returned } else { Left::Suspended };
        live.awaits = world.record().leave(live.call, left);
        if finished {
            self.0 = None;
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(Live { run, call, lane, .. }) = self.0.take()
            && let Some(world) = World::of(run)
        {
            world.record().event_on(lane, None, EventKind::CallDropped(call));
        }
    }
}

/// The body of an async call, recorded as it is polled.
pub fn future<F: Future>(call: Unfinished, body: F) -> Traced<F> {
    Traced { body, call }
}

/// An `async` block: a call of its own.
pub fn block<F: Future>(place: Place, body: F) -> Traced<F> {
    future(create("async block", CallKind::Block, place, span(place)), body)
}

/// The body of an `async` closure. It is a call of its own too, made when it is first polled: a
/// closure that says more would be another closure.
pub fn closure<F: Future>(place: Place, body: F) -> Traced<F> {
    future(create("async closure", CallKind::Block, place, span(place)), body)
}

pin_project! {
    /// A future whose entries and exits are recorded. Its body is dropped before its call ends,
    /// so that whatever the body held is gone when the record says so.
    pub struct Traced<F> {
        #[pin]
        body: F,
        call: Unfinished,
    }
}

impl<F: Future> Future for Traced<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let is_recorded = this.call.enter();
        let result = this.body.poll(context);
        if is_recorded {
            this.call.leave(result.is_ready());
        }
        result
    }
}

/// The type `!`, which only a trait can name as yet where a type is an argument.
pub type Never = <fn() -> ! as Answers>::Answer;

/// What a function answers.
pub trait Answers {
    /// It.
    type Answer;
}

impl<T> Answers for fn() -> T {
    type Answer = T;
}

/// The innermost call awaits `future`, here.
pub fn at<F: IntoFuture>(place: Place, future: F) -> F::IntoFuture {
    mark(place);
    future.into_future()
}

/// The innermost call awaits here, inside a macro.
pub fn mark(place: Place) {
    if let Some(world) = World::try_current() {
        world.record().awaits_at(span(place));
    }
}
