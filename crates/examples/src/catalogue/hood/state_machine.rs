//! An async function is a state machine: each await is a state, which keeps what is needed later.

use awaitscope::time::{Duration, sleep};
use awaitscope::{println, traced, work};

#[traced]
pub async fn main() {
    archive().await;
}

#[traced]
async fn archive() {
    let page: u32 = 7;
    let scan = [3; 64];
    println!("archive: page {page} is under the lamp");
    sleep(Duration::from_millis(20)).await; // keeps page and scan

    let sum = checksum(scan); // the last use of scan
    println!("archive: page {page} goes to the disk");
    sleep(Duration::from_millis(10)).await; // keeps page and sum

    println!("archive: page {page} is stored, checksum {sum}");
}

#[traced]
fn checksum(scan: [u8; 64]) -> u32 {
    work(Duration::from_millis(2));
    scan.iter().map(|byte| u32::from(*byte)).sum()
}
