//! Chapter 4 against tokio. Not here: `echo-threads` and `callbacks`, which block their thread and
//! have no executor; and `spawn-blocking`, for tokio's clock cannot be paused beside a thread that
//! computes.

agrees!(echo_server, "echo-server", "../../src/catalogue/at_work/echo_server.rs");
agrees!(actors, "actors", "../../src/catalogue/at_work/actors.rs");
agrees!(async_mutex, "async-mutex", "../../src/catalogue/at_work/async_mutex.rs");
agrees!(channels, "channels", "../../src/catalogue/at_work/channels.rs");
agrees!(chat_tasks, "chat-tasks", "../../src/catalogue/at_work/chat_tasks.rs");
agrees!(cloud_client, "cloud-client", "../../src/catalogue/at_work/cloud_client.rs");
agrees!(cpu_hog, "cpu-hog", "../../src/catalogue/at_work/cpu_hog.rs");
agrees!(hundred_thousand, "hundred-thousand", "../../src/catalogue/at_work/hundred_thousand.rs");
agrees!(http_router, "http-router", "../../src/catalogue/at_work/http_router.rs");
agrees!(interval, "interval", "../../src/catalogue/at_work/interval.rs");
agrees!(lost_update, "lost-update", "../../src/catalogue/at_work/lost_update.rs");
