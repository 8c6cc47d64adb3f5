//! What stands at a point of a view.

use super::{BoxView, OpView, View};
use crate::Reach;

/// A shape of a view: its place in the view's list of such shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// In [`View::boxes`].
    Box(usize),
    /// In [`View::ops`].
    Op(usize),
    /// In [`View::marks`].
    Mark(usize),
    /// In [`View::arrows`].
    Arrow(usize),
    /// In [`View::threads`].
    Thread(usize),
}

/// How far beside a mark, a head or a line a pointer still means it, px.
const NEAR: f64 = 6.0;

impl View {
    /// The shape at a point, px from the top left corner; what is drawn above what comes first.
    pub fn hit(&self, x: f64, y: f64) -> Option<Shape> {
        if x < self.gutter {
            return None;
        }
        let inside = |left: f64, top: f64, width: f64, height: f64| {
            // A narrow shape is no narrower for a finger.
            let aside = ((NEAR - width) / 2.0).max(0.0);
            x >= left - aside && x < left + width + aside && y >= top && y < top + height
        };
        let near = |px: f64, py: f64| (x - px).abs() <= NEAR && (y - py).abs() <= NEAR;
        let mark = self.marks.iter().position(|mark| near(mark.x, mark.y - 3.0));
        let boxes = || {
            let over = |b: &BoxView| inside(b.x, b.y, b.width, b.height);
            let exact = self.boxes.iter().position(|b| over(b) && x >= b.x && x < b.x + b.width);
            exact.or_else(|| self.boxes.iter().position(over)).map(Shape::Box)
        };
        let ops = || {
            let over = |op: &OpView| inside(op.x, op.y, op.width, op.height);
            self.ops.iter().position(over).map(Shape::Op)
        };
        mark.map(Shape::Mark)
            .or_else(boxes)
            .or_else(ops)
            .or_else(|| {
                let arrow = self.arrows.iter().position(|arrow| near(arrow.x2, arrow.y2));
                arrow.map(Shape::Arrow)
            })
            .or_else(|| {
                let thread = self.threads.iter().position(|thread| {
                    inside(thread.x1, thread.y - NEAR, thread.x2 - thread.x1, 2.0 * NEAR)
                });
                thread.map(Shape::Thread)
            })
    }

    /// Of which trace a shape is, and from which event to which.
    pub fn reach(&self, shape: Shape) -> Option<(usize, Reach)> {
        match shape {
            Shape::Box(at) => self.boxes.get(at).map(|shape| (shape.trace, shape.reach)),
            Shape::Op(at) => self.ops.get(at).map(|shape| (shape.trace, shape.reach)),
            Shape::Mark(at) => self.marks.get(at).map(|mark| (mark.trace, Reach::at(mark.event))),
            Shape::Arrow(at) => self.arrows.get(at).map(|shape| (shape.trace, shape.reach)),
            Shape::Thread(at) => self.threads.get(at).map(|shape| (shape.trace, shape.reach)),
        }
    }

    /// Where a shape stands: left and upper edge, width and height, px.
    pub fn bounds(&self, shape: Shape) -> Option<(f64, f64, f64, f64)> {
        match shape {
            Shape::Box(at) => self.boxes.get(at).map(|b| (b.x, b.y, b.width, b.height)),
            Shape::Op(at) => self.ops.get(at).map(|op| (op.x, op.y, op.width, op.height)),
            Shape::Mark(at) => {
                self.marks.get(at).map(|mark| (mark.x - 5.0, mark.y - 9.0, 10.0, 10.0))
            }
            Shape::Arrow(at) => self.arrows.get(at).map(|a| (a.x2 - 4.0, a.y2 - 4.0, 8.0, 8.0)),
            Shape::Thread(at) => {
                self.threads.get(at).map(|t| (t.x1, t.y - 4.0, (t.x2 - t.x1).max(4.0), 8.0))
            }
        }
    }

    /// The shape that holds an event of a trace as its beginning, its end or one of the
    /// pieces for which it stands; the smallest if there are several.
    pub fn of_event(&self, trace: usize, event: usize) -> Option<Shape> {
        let begins = |which: usize, reach: Reach| {
            which == trace && (reach.from_event() == event || reach.to_event() == Some(event))
        };
        let holds = |which: usize, reach: Reach| {
            let end = reach.to_event().unwrap_or(usize::MAX);
            which == trace && reach.from_event() <= event && event <= end
        };
        let ops = || self.ops.iter().position(|op| begins(op.trace, op.reach)).map(Shape::Op);
        let marks = || {
            let mark =
                self.marks.iter().position(|mark| (mark.trace, mark.event) == (trace, event));
            mark.map(Shape::Mark)
        };
        let threads = || {
            let thread = self.threads.iter().position(|t| begins(t.trace, t.reach));
            thread.map(Shape::Thread)
        };
        let several = || {
            let many = self.boxes.iter().enumerate().filter(|(_, b)| b.count > 1);
            let many = many.filter(|(_, b)| holds(b.trace, b.reach));
            let smallest = many.min_by(|one, other| one.1.width.total_cmp(&other.1.width));
            smallest.map(|(at, _)| Shape::Box(at))
        };
        let exact = self.boxes.iter().position(|b| b.count == 1 && begins(b.trace, b.reach));
        exact.map(Shape::Box).or_else(ops).or_else(marks).or_else(threads).or_else(several)
    }
}
