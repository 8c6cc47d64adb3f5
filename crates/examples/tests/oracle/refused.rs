//! Chapter 6 against tokio: the versions that rustc accepts.

agrees!(
    await_outside_async,
    "await-outside-async",
    "../../src/catalogue/refused/await_outside_async.rs"
);
agrees!(
    guard_across_await,
    "guard-across-await",
    "../../src/catalogue/refused/guard_across_await.rs"
);
agrees!(moved_future, "moved-future", "../../src/catalogue/refused/moved_future.rs");
agrees!(spawn_borrow, "spawn-borrow", "../../src/catalogue/refused/spawn_borrow.rs");
