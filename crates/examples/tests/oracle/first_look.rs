//! Chapter 1 against tokio. An example that is missing here says why.

agrees!(async_concurrent, "async-concurrent", "../../src/catalogue/first_look/async_concurrent.rs");
agrees!(async_sequential, "async-sequential", "../../src/catalogue/first_look/async_sequential.rs");
agrees!(lazy_future, "lazy-future", "../../src/catalogue/first_look/lazy_future.rs");
