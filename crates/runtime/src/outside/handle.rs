//! A run as the outside knows it: what it may tell, and when it is told.

use super::Wall;
use crate::current::{RunId, World};
use reactor::OpKey;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;
use trace::{Cause, EventKind, Instant, LaneId, LaneKind, OpEnd, OpId, OpKind, SourceSpan};

thread_local! {
    /// The runs that are hosted on this thread and not over.
    static HOSTED: RefCell<Vec<Rc<Hosting>>> = const { RefCell::new(Vec::new()) };
}

type Then = Box<dyn FnOnce()>;

/// What a run's host and its outside share.
pub(super) struct Hosting {
    run: Option<RunId>,
    /// Gone once the run is over.
    world: RefCell<Weak<World>>,
    wall: Option<Wall>,
    /// Deadlines of the run's clock, and whom the outside calls then.
    timers: RefCell<Vec<(OpKey, OpId, Then)>>,
    /// How many operations somebody outside has begun and not ended.
    pending: Cell<usize>,
    /// Whether the outside's queue has something to do that it was given while time passed.
    rung: Cell<bool>,
    /// Where it stands what the outside does, once it does something.
    lane: Cell<Option<LaneId>>,
}

impl Hosting {
    pub(super) fn new(world: Option<Rc<World>>, wall: Option<Wall>) -> Rc<Hosting> {
        let hosting = Rc::new(Hosting {
            run: world.as_ref().map(|world| world.run),
            world: RefCell::new(world.as_ref().map_or_else(Weak::new, Rc::downgrade)),
            wall,
            timers: RefCell::default(),
            pending: Cell::new(0),
            rung: Cell::new(false),
            lane: Cell::new(None),
        });
        HOSTED.with_borrow_mut(|hosted| hosted.push(Rc::clone(&hosting)));
        hosting
    }

    /// From here on, whatever the outside does reaches nobody.
    pub(super) fn end(&self) {
        self.world.take();
        HOSTED.with_borrow_mut(|hosted| hosted.retain(|other| !std::ptr::eq(&**other, self)));
        let timers = self.timers.take();
        drop(timers);
    }

    /// The hosted run with this number.
    pub(super) fn of(run: RunId) -> Option<Rc<Hosting>> {
        HOSTED.with_borrow(|hosted| hosted.iter().find(|it| it.run == Some(run)).cloned())
    }

    pub(super) fn world(&self) -> Option<Rc<World>> {
        self.world.borrow().upgrade()
    }

    pub(super) fn is_live(&self) -> bool {
        self.wall.is_some()
    }

    /// Whether somebody outside has begun something that the run knows of.
    pub(super) fn is_awaited(&self) -> bool {
        self.pending.get() > 0
    }

    /// Brings the run's clock to what the wall says, through all that is due until then.
    pub(super) fn tell_time(&self, world: &Rc<World>) {
        let Some(wall) = &self.wall else { return };
        let now = wall();
        while let Some(ended) = world.enter(|| world.pass(now)) {
            self.hand_over(world, ended);
        }
    }

    /// A task that the outside polls was woken.
    pub(super) fn ring(&self) {
        self.rung.set(true);
    }

    /// Calls whoever outside waited for one of these: what follows from that is the doing of this
    /// operation, until the run goes on. True if the outside's queue has something to do now.
    pub(super) fn hand_over(&self, world: &World, ended: Vec<OpKey>) -> bool {
        let mut is_heard = self.rung.take();
        for key in ended {
            let mut timers = self.timers.borrow_mut();
            let Some(place) = timers.iter().position(|(other, ..)| *other == key) else { continue };
            let (_, op, then) = timers.remove(place);
            drop(timers);
            self.stand_outside(world);
            world.record().blame(Cause::Op(op));
            then();
            is_heard = true;
        }
        is_heard
    }

    /// Nobody of the run acts from here on: what is recorded is the outside's.
    pub(super) fn stand_outside(&self, world: &World) {
        let mut record = world.record();
        record.acting = None;
        record.lane = self.lane.get().unwrap_or(trace::TraceBuilder::REACTOR);
    }

    /// The lane of the outside.
    fn lane(&self, world: &World) -> LaneId {
        let open = || world.record().builder.lane(LaneKind::JavaScript, "JavaScript");
        let lane = self.lane.get().unwrap_or_else(open);
        self.lane.set(Some(lane));
        lane
    }
}

impl std::fmt::Debug for Hosting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hosting({:?})", self.run)
    }
}

/// A run, as somebody outside knows it. Once the run is over, nothing that is told to it happens.
#[derive(Clone, Debug)]
pub struct Handle(Weak<Hosting>);

impl Handle {
    /// The run from inside which this is called.
    ///
    /// # Panics
    /// Outside a run that is hosted, as tokio's do outside a runtime.
    pub fn current() -> Handle {
        let hosting = Hosting::of(World::current().run);
        let hosting = hosting.expect("the outside is asked for from inside a run that has one");
        Handle(Rc::downgrade(&hosting))
    }

    fn tell<T>(&self, tell: impl FnOnce(&Hosting, &World) -> T) -> Option<T> {
        let hosting = self.0.upgrade()?;
        let world = hosting.world()?;
        hosting.tell_time(&world);
        Some(tell(&hosting, &world))
    }

    /// Somebody outside prints.
    pub fn log(&self, text: &str) {
        self.tell(|hosting, world| {
            let lane = hosting.lane(world);
            let mut record = world.record();
            for line in text.split('\n') {
                let line = record.builder.name(line);
                record.event_on(lane, None, EventKind::Logged(line));
            }
        });
    }

    /// Somebody outside asks for a deadline on the run's clock; `then` is called once it has
    /// passed, and never if the run is over before.
    pub fn sleep(&self, duration: Duration, then: impl FnOnce() + 'static) {
        self.tell(|hosting, world| {
            let until = world.record().now.after(duration);
            let label = Instant::START.after(duration).words();
            let outside = hosting.lane(world);
            let mut record = world.record();
            let lane = std::mem::replace(&mut record.lane, outside);
            let wished = record.wished();
            let key = {
                let mut reactor = world.reactor.borrow_mut();
                reactor.end_next_at(wished);
                reactor.sleep(until)
            };
            let op = record.start_op(Some(key), OpKind::Sleep, &label, None);
            record.lane = lane;
            drop(record);
            hosting.timers.borrow_mut().push((key, op, Box::new(then)));
        });
    }

    /// The acting lane is handed something that somebody outside will end: a Promise.
    pub fn begin(&self, label: &str, span: Option<SourceSpan>) -> Pending {
        let op = self.tell(|hosting, world| {
            hosting.pending.set(hosting.pending.get() + 1);
            world.record().start_op(None, OpKind::Promise, label, span)
        });
        Pending { run: self.clone(), op }
    }
}

/// Something that has begun, and that somebody outside will end; dropping this leaves it as it is.
#[must_use = "who waits for it waits until it is ended"]
#[derive(Debug)]
pub struct Pending {
    run: Handle,
    /// None if the run was over already.
    op: Option<OpId>,
}

impl Pending {
    /// It has ended: well, or by failing, in words. Until the run goes on, whoever is woken is
    /// woken by this.
    pub fn end(self, failure: Option<&str>) {
        let Some(op) = self.op else { return };
        self.run.tell(|hosting, world| {
            hosting.pending.set(hosting.pending.get() - 1);
            let mut record = world.record();
            let end = failure.map_or(OpEnd::Done, |words| record.failed(words));
            record.event_on(trace::TraceBuilder::REACTOR, None, EventKind::OpEnded(op, end));
            record.blame(Cause::Op(op));
        });
    }
}
