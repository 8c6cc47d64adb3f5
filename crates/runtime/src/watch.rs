//! A future that is polled again after it had answered `Ready`: told where it is certain.
//!
//! An address does not tell two futures apart, for the next one may lie where the last one lay. A
//! variable does: `#[traced]` watches each one that its function binds and then only awaits, by
//! name, through a borrow (`&mut reply`, `reply.as_mut()`), so that nothing can have been put
//! into its place. What such a poll leads to is the future's own `poll` if it is one of the
//! variable's own type; a `Fuse` around it is another type, and takes such polls on purpose.

use crate::current::{RunId, World};
use crate::record::Record;
use pin_project_lite::pin_project;
use std::any::type_name;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use trace::CallId;

/// Stands beside a variable: the call in which its future answered `Ready`, if it has.
#[derive(Debug, Default)]
pub struct Watch(Mutex<Option<(RunId, CallId)>>);

/// A poll of a watched variable that has not yet led to a call.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Watching {
    /// The type of the future.
    of: &'static str,
    /// The call in which it answered `Ready`.
    ready: Option<CallId>,
    /// The call of its `poll`.
    call: Option<CallId>,
}

pin_project! {
    /// What borrows a watched variable to await it.
    pub struct Again<'a, F> {
        watch: &'a Watch,
        #[pin]
        future: F,
    }
}

/// Awaits what borrows a watched variable.
pub fn again<F: IntoFuture>(watch: &Watch, future: F) -> Again<'_, F::IntoFuture> {
    Again { watch, future: future.into_future() }
}

impl<F: Future> Future for Again<'_, F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let outer = this.watch.begin(type_name::<F>());
        let answer = this.future.poll(context);
        this.watch.end(outer, answer.is_ready());
        answer
    }
}

impl Watch {
    fn begin(&self, of: &'static str) -> Option<Watching> {
        let world = World::try_current()?;
        let known = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let ready = known.filter(|(run, _)| *run == world.run).map(|(_, call)| call);
        world.watching.replace(Some(Watching { of: behind(of), ready, call: None }))
    }

    fn end(&self, outer: Option<Watching>, is_ready: bool) {
        let Some(world) = World::try_current() else { return };
        let watching = world.watching.replace(outer);
        if let Some(call) = watching.and_then(|watching| watching.call).filter(|_| is_ready) {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((world.run, call));
        }
    }
}

/// A `poll` of this type is entered: it may be that of the variable that is being polled.
pub(crate) fn polled(world: &World, record: &mut Record, call: CallId, of: &str) {
    let Some(watching) = world.watching.get() else { return };
    if watching.call.is_some() || watching.of != of {
        return;
    }
    world.watching.set(Some(Watching { call: Some(call), ..watching }));
    if let Some(ready) = watching.ready {
        record.builder.again(call, ready);
    }
}

/// The type behind references, pins and boxes, which hand each poll on to it.
fn behind(mut of: &'static str) -> &'static str {
    loop {
        let inside = |start| of.strip_prefix(start).and_then(|rest| rest.strip_suffix('>'));
        let borrowed = of.strip_prefix("&mut ");
        let owned = inside("core::pin::Pin<").or_else(|| inside("alloc::boxed::Box<"));
        match borrowed.or(owned) {
            Some(rest) => of = rest,
            None => return of,
        }
    }
}
