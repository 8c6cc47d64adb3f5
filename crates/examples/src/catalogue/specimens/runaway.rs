//! A task that wakes itself for ever.

use awaitscope::task::yield_now;
use awaitscope::traced;

#[traced]
pub async fn main() {
    loop {
        yield_now().await;
    }
}
