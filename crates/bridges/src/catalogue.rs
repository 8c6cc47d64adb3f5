//! The examples' own files, in the catalogue's folder. They stand in a module of this name because
//! the compiler is asked for the states of whatever does.

#[path = "../../examples/src/catalogue/promises/future_to_promise.rs"]
pub(crate) mod future_to_promise;
#[path = "../../examples/src/catalogue/promises/live.rs"]
pub(crate) mod live;
#[path = "../../examples/src/catalogue/promises/promise_to_future.rs"]
pub(crate) mod promise_to_future;
