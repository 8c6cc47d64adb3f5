//! Spans, with `tracing`'s names: what a program says of itself, a stretch at a time.
//!
//! A span is a value. Whoever holds it may enter it; while it is entered, what happens on that
//! *thread* happens within it. A future that is [instrumented](Instrument) enters its span at each
//! poll and leaves it when the poll answers, so that the span follows the future. This module
//! leaves out subscribers and levels: the trace is the subscriber.

use crate::current::{RunId, World, caller};
use pin_project_lite::pin_project;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use trace::{EventKind, ScopeId, SourceSpan};

pub use crate::info_span;

/// Opens a span with a name and fields, as `tracing`'s does:
/// `info_span!("request", %path, attempt = 1)`.
#[macro_export]
macro_rules! info_span {
    ($name:expr $(, $($fields:tt)*)?) => {
        $crate::__trace::open_span(
            $name,
            $crate::__span_fields!([] $($($fields)*)?),
            (::core::line!(), ::core::column!()),
        )
    };
}

/// The fields of a span, one after the other.
#[doc(hidden)]
#[macro_export]
macro_rules! __span_fields {
    ([$($done:tt)*]) => { &[$($done)*] };
    ([$($done:tt)*] $key:ident = % $value:expr $(, $($rest:tt)*)?) => {
        $crate::__span_fields!([$($done)* (::core::stringify!($key), ::std::format!("{}", $value)),]
            $($($rest)*)?)
    };
    ([$($done:tt)*] $key:ident = ? $value:expr $(, $($rest:tt)*)?) => {
        $crate::__span_fields!([$($done)* (::core::stringify!($key),
            ::std::format!("{:?}", $value)),] $($($rest)*)?)
    };
    ([$($done:tt)*] $key:ident = $value:expr $(, $($rest:tt)*)?) => {
        $crate::__span_fields!([$($done)*] $key = % $value $(, $($rest)*)?)
    };
    ([$($done:tt)*] % $key:ident $($rest:tt)*) => {
        $crate::__span_fields!([$($done)*] $key = % $key $($rest)*)
    };
    ([$($done:tt)*] ? $key:ident $($rest:tt)*) => {
        $crate::__span_fields!([$($done)*] $key = ? $key $($rest)*)
    };
    ([$($done:tt)*] $key:ident $($rest:tt)*) => {
        $crate::__span_fields!([$($done)*] $key = % $key $($rest)*)
    };
}

/// A span, or none. Its clones are the same span; it is closed when the last one is dropped, and
/// after those that were opened within it.
#[derive(Clone)]
pub struct Span(Option<Arc<Open>>);

/// What the clones of a span share.
pub(crate) struct Open {
    run: RunId,
    scope: ScopeId,
    /// Held, not asked.
    _parent: Option<Arc<Open>>,
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(open) => write!(f, "Span({})", open.scope),
            None => f.write_str("Span(none)"),
        }
    }
}

/// What [`info_span!`] expands to: a span within the one that is entered now.
pub fn open_span(name: &str, fields: &[(&str, String)], (line, column): (u32, u32)) -> Span {
    let Some(world) = World::try_current() else { return Span::none() };
    let place = SourceSpan { line, column, end_line: line, end_column: column };
    let parent = Span::current().0;
    let within = parent.as_ref().map(|parent| parent.scope);
    let mut record = world.record();
    let scope = record.builder.scope(name, within, fields);
    record.event(Some(place), EventKind::ScopeOpened(scope));
    Span(Some(Arc::new(Open { run: world.run, scope, _parent: parent })))
}

impl Span {
    /// No span: entering it does nothing.
    pub fn none() -> Span {
        Span(None)
    }

    /// The span within which this thread acts.
    pub fn current() -> Span {
        Span(World::try_current().and_then(|world| {
            let thread = world.spanning_thread();
            let entered = world.spans.borrow();
            let innermost = entered.iter().rev().find(|(other, _)| *other == thread);
            innermost.map(|(_, open)| open.clone())
        }))
    }

    /// Whether this is no span.
    pub fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// Enters the span on this thread until the guard is dropped. Beware of holding it across an
    /// `.await`: the thread stays within the span while it polls other futures.
    #[track_caller]
    pub fn enter(&self) -> Entered<'_> {
        self.enter_at(caller());
        Entered { span: self, stays: PhantomData }
    }

    /// Runs `body` within the span.
    #[track_caller]
    pub fn in_scope<T>(&self, body: impl FnOnce() -> T) -> T {
        let _entered = self.enter();
        body()
    }

    fn enter_at(&self, place: Option<SourceSpan>) {
        let Some((open, world)) = self.live() else { return };
        let thread = world.spanning_thread();
        world.spans.borrow_mut().push((thread, open.clone()));
        world.record().event(place, EventKind::ScopeEntered(open.scope));
    }

    fn leave(&self) {
        let Some((open, world)) = self.live() else { return };
        let thread = world.spanning_thread();
        let mut entered = world.spans.borrow_mut();
        let here = |(other, span): &(_, Arc<Open>)| *other == thread && span.scope == open.scope;
        let left = entered.iter().rposition(here).map(|place| entered.remove(place));
        drop(entered);
        if left.is_some() {
            world.record().event(None, EventKind::ScopeLeft(open.scope));
        }
    }

    fn live(&self) -> Option<(&Arc<Open>, std::rc::Rc<World>)> {
        let open = self.0.as_ref()?;
        Some((open, World::of(open.run)?))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if let Some(world) = World::of(self.run) {
            world.record().event(None, EventKind::ScopeClosed(self.scope));
        }
    }
}

/// Leaves its span when dropped. It belongs to a thread, and so cannot be sent to another.
#[must_use = "the span is left as soon as this is dropped"]
#[derive(Debug)]
pub struct Entered<'a> {
    span: &'a Span,
    stays: PhantomData<*const ()>,
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        self.span.leave();
    }
}

/// Attaches spans to futures.
pub trait Instrument: Sized {
    /// This future, within `span` whenever it is polled.
    fn instrument(self, span: Span) -> Instrumented<Self> {
        Instrumented { future: self, span }
    }

    /// This future, within the span that is entered now.
    fn in_current_span(self) -> Instrumented<Self> {
        self.instrument(Span::current())
    }
}

impl<F> Instrument for F {}

pin_project! {
    /// A future with a span: entered at each poll, left when the poll answers. The future is
    /// dropped before its span; unlike `tracing`'s, outside it.
    #[must_use = "a future does nothing until it is polled"]
    #[derive(Debug)]
    pub struct Instrumented<F> {
        #[pin]
        future: F,
        span: Span,
    }
}

impl<F> Instrumented<F> {
    /// Its span.
    pub fn span(&self) -> &Span {
        &self.span
    }
}

impl<F: Future> Future for Instrumented<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        this.span.enter_at(None);
        let _entered = Entered { span: this.span, stays: PhantomData };
        this.future.poll(context)
    }
}
