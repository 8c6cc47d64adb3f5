//! A channel with little room holds a fast producer back; a oneshot carries one answer.

use awaitscope::sync::{mpsc, oneshot};
use awaitscope::time::{Duration, sleep};
use awaitscope::{knob, println, spawn, traced};
use std::error::Error;

enum Job {
    Print(u32),
    Count(oneshot::Sender<usize>),
}

#[traced]
pub async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let (jobs, queue) = mpsc::channel(knob!(room = 1, 1..=4));
    let printer = spawn(printer(queue));
    for page in 1..=3 {
        jobs.send(Job::Print(page)).await?;
        println!("page {page} is queued");
    }

    let (reply, answer) = oneshot::channel();
    jobs.send(Job::Count(reply)).await?;
    println!("{} pages are printed", answer.await?);

    drop(jobs); // nobody can send any more
    Ok(printer.await?)
}

#[traced]
async fn printer(mut queue: mpsc::Receiver<Job>) {
    let mut printed = Vec::new();
    while let Some(job) = queue.recv().await {
        match job {
            Job::Print(page) => {
                sleep(Duration::from_millis(20)).await;
                printed.push(page);
            }
            Job::Count(reply) => {
                let _ = reply.send(printed.len()); // whoever asked may have gone
            }
        }
    }
}
