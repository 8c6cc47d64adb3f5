//! The sources, one idea a file. Their order, titles and worlds stand in [`crate::list`].

pub(crate) mod async_concurrent;
pub(crate) mod async_sequential;
pub(crate) mod cheapo_request;
pub(crate) mod countdown_future;
pub(crate) mod echo_server;
pub(crate) mod lazy_future;
