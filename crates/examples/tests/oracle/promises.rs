//! Chapter 2 against tokio. An example that is missing here says why.
