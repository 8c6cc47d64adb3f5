//! Chapter 2 against tokio. An example that is missing here says why.

agrees!(async_map, "async-map", "../../src/catalogue/promises/async_map.rs");
agrees!(await_ready, "await-ready", "../../src/catalogue/promises/await_ready.rs");
agrees!(await_twice, "await-twice", "../../src/catalogue/promises/await_twice.rs");
agrees!(
    create_then_await,
    "create-then-await",
    "../../src/catalogue/promises/create_then_await.rs"
);
agrees!(drop_cancels, "drop-cancels", "../../src/catalogue/promises/drop_cancels.rs");
agrees!(errors, "errors", "../../src/catalogue/promises/errors.rs");
agrees!(join_all, "join-all", "../../src/catalogue/promises/join_all.rs");
agrees!(many_requests, "many-requests", "../../src/catalogue/promises/many_requests.rs");
agrees!(nested_polls, "nested-polls", "../../src/catalogue/promises/nested_polls.rs");
agrees!(order, "order", "../../src/catalogue/promises/order.rs");
agrees!(select_race, "select-race", "../../src/catalogue/promises/select_race.rs");
agrees!(spawn, "spawn", "../../src/catalogue/promises/spawn.rs");
agrees!(streams, "streams", "../../src/catalogue/promises/streams.rs");
agrees!(timeout, "timeout", "../../src/catalogue/promises/timeout.rs");
