//! A value that many components look at. Comparing two is comparing addresses, so that a component
//! whose part of the page did not change costs nothing.

use std::ops::Deref;
use std::rc::Rc;
use yew::html::ImplicitClone;

/// A shared value, equal only to itself.
pub(super) struct Shared<T>(pub(super) Rc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Shared<T>) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> ImplicitClone for Shared<T> {}
