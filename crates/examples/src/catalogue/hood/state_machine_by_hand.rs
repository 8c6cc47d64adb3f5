//! The same state machine without `async`: an `enum`, and a `poll` that goes from state to state.

use awaitscope::time::{Duration, Sleep, sleep};
use awaitscope::{println, traced, work};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

enum Archive {
    Unresumed,
    AtLamp { page: u32, scan: [u8; 64], lamp: Pin<Box<Sleep>> },
    AtDisk { page: u32, sum: u32, disk: Pin<Box<Sleep>> },
    Returned,
}

impl Future for Archive {
    type Output = ();

    #[traced]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        loop {
            match &mut *self {
                Archive::Unresumed => {
                    let (page, scan) = (7, [3; 64]);
                    println!("archive: page {page} is under the lamp");
                    let lamp = sleep(Duration::from_millis(20));
                    *self = Archive::AtLamp { page, scan, lamp: Box::pin(lamp) };
                }
                Archive::AtLamp { page, scan, lamp } => {
                    ready!(lamp.as_mut().poll(context)); // the first await
                    let (page, sum) = (*page, checksum(*scan));
                    println!("archive: page {page} goes to the disk");
                    let disk = Box::pin(sleep(Duration::from_millis(10)));
                    *self = Archive::AtDisk { page, sum, disk };
                }
                Archive::AtDisk { page, sum, disk } => {
                    ready!(disk.as_mut().poll(context)); // the second await
                    println!("archive: page {page} is stored, checksum {sum}");
                    *self = Archive::Returned;
                    return Poll::Ready(());
                }
                Archive::Returned => return Poll::Pending, // an async function would panic
            }
        }
    }
}

#[traced]
pub async fn main() {
    Archive::Unresumed.await;
}

#[traced]
fn checksum(scan: [u8; 64]) -> u32 {
    work(Duration::from_millis(2));
    scan.iter().map(|byte| u32::from(*byte)).sum()
}
