//! Chapter 2 against tokio. An example that is missing here says why.
agrees!(
    create_then_await,
    "create-then-await",
    "../../src/catalogue/promises/create_then_await.rs"
);
agrees!(drop_cancels, "drop-cancels", "../../src/catalogue/promises/drop_cancels.rs");
agrees!(timeout, "timeout", "../../src/catalogue/promises/timeout.rs");
agrees!(await_ready, "await-ready", "../../src/catalogue/promises/await_ready.rs");
agrees!(order, "order", "../../src/catalogue/promises/order.rs");
agrees!(nested_polls, "nested-polls", "../../src/catalogue/promises/nested_polls.rs");
agrees!(errors, "errors", "../../src/catalogue/promises/errors.rs");
agrees!(spawn, "spawn", "../../src/catalogue/promises/spawn.rs");
