//! Chapter 3 against tokio. An example that is missing here says why.

agrees!(countdown_future, "countdown-future", "../../src/catalogue/hood/countdown_future.rs");
