//! Chapter 1 against tokio. An example that is missing here blocks its thread.

agrees!(async_concurrent, "async-concurrent", "../../src/catalogue/first_look/async_concurrent.rs");
agrees!(async_sequential, "async-sequential", "../../src/catalogue/first_look/async_sequential.rs");
agrees!(
    cheapo_request_async,
    "cheapo-request-async",
    "../../src/catalogue/first_look/cheapo_request_async.rs"
);
agrees!(lazy_future, "lazy-future", "../../src/catalogue/first_look/lazy_future.rs");
agrees!(learn_sing_dance, "learn-sing-dance", "../../src/catalogue/first_look/learn_sing_dance.rs");
