//! What JavaScript and a run know of each other: a timer and a line of output for the one, the
//! settling of a Promise for the other.

use awaitscope::outside::{Handle, Pending};
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::panic::Location;
use std::rc::Rc;
use std::time::Duration;
use trace::SourceSpan;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::{Closure, JsValue};

/// What a JavaScript function of the acting run is given: `{ sleep, log }`. `sleep(ms)` is a
/// Promise that is settled on the run's clock; `log(line)` prints.
pub fn page() -> JsValue {
    let run = Handle::current();
    let printer = run.clone();
    let log: Reaction = Closure::new(move |line: JsValue| {
        printer.log(&line.as_string().unwrap_or_default());
        Ok(())
    });
    let sleep = Closure::<dyn Fn(f64) -> Promise>::new(move |ms: f64| {
        let (promise, settle) = unsettled();
        // A cast from float to integer saturates.
        run.sleep(Duration::from_millis(ms as u64), move || {
            let _ = settle.call1(&JsValue::UNDEFINED, &JsValue::UNDEFINED);
        });
        promise
    });
    let page = Object::new();
    for (name, function) in [("sleep", sleep.into_js_value()), ("log", log.into_js_value())] {
        let _ = Reflect::set(&page, &name.into(), &function);
    }
    page.into()
}

/// A Promise, and what fulfils it.
fn unsettled() -> (Promise, Function) {
    let mut settle = None;
    let promise = Promise::new(&mut |resolve, _| settle = Some(resolve));
    (promise, settle.expect("a Promise calls its executor at once"))
}

/// A type of function that a page has anyway, for its futures: each further one costs every page.
type Reaction = Closure<dyn FnMut(JsValue) -> Result<(), JsError>>;

/// What waits for a Promise: gone once that is settled.
struct Watch(Option<(Pending, [Reaction; 2])>);

/// The same Promise, which stands in the run's trace from here on under this name, until it is
/// settled: what `#[traced]` is for a function. It does not make the Promise go on, or stop.
#[track_caller]
pub fn recorded(name: &str, promise: Promise) -> Promise {
    let pending = Handle::current().begin(name, caller());
    let watch = Rc::new(RefCell::new(Watch(None)));
    let reaction = |is_rejected: bool| {
        let watch = Rc::clone(&watch);
        Closure::once(move |answer: JsValue| {
            let settled = watch.borrow_mut().0.take();
            if let Some((pending, reactions)) = settled {
                pending.end(is_rejected.then(|| words(&answer)).as_deref());
                drop(reactions);
            }
            Ok(())
        })
    };
    let reactions: [Reaction; 2] = [reaction(false), reaction(true)];
    let _ = promise.then_with_reject(&reactions[0], &reactions[1]);
    watch.borrow_mut().0 = Some((pending, reactions));
    promise
}

/// Where the caller stands.
#[track_caller]
fn caller() -> Option<SourceSpan> {
    let place = Location::caller();
    let (line, column) = (place.line(), place.column());
    Some(SourceSpan { line, column, end_line: line, end_column: column })
}

/// An error of JavaScript's in words: its name, for its message differs between engines.
pub fn words(error: &JsValue) -> String {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    name.or_else(|| error.as_string()).unwrap_or_else(|| "an error without a name".to_owned())
}
