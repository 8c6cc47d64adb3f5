//! Chapter 4 against tokio. An example that is missing here says why.

agrees!(echo_server, "echo-server", "../../src/catalogue/at_work/echo_server.rs");
