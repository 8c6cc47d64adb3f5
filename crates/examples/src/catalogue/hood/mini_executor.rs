//! From `drive` to a runtime: many futures on one thread, with a task table and a run queue.

use awaitscope::thread::{self, Thread};
use awaitscope::time::{Duration, sleep};
use awaitscope::{println, traced};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::{Context, Wake, Waker};

struct Runtime {
    tasks: BTreeMap<u32, Pin<Box<dyn Future<Output = ()>>>>,
    ready: Receiver<u32>, // the run queue; wakers hold its other end
    sender: Sender<u32>,
}

struct TaskWaker(u32, Sender<u32>, Thread);

impl Wake for TaskWaker {
    #[traced]
    fn wake(self: Arc<Self>) {
        let TaskWaker(task, ready, thread) = &*self;
        let _ = ready.send(*task); // fails only if the runtime is gone
        thread.unpark();
    }
}

impl Runtime {
    #[traced]
    fn spawn(&mut self, task: u32, future: impl Future<Output = ()> + 'static) {
        self.tasks.insert(task, Box::pin(future));
        let _ = self.sender.send(task);
    }

    #[traced]
    fn run(&mut self) {
        while !self.tasks.is_empty() {
            match self.ready.try_recv() {
                Ok(task) => self.poll(task),
                Err(_) => thread::park(), // nobody is ready, but somebody is left
            }
        }
    }

    #[traced]
    fn poll(&mut self, task: u32) {
        let Some(future) = self.tasks.get_mut(&task) else { return }; // woken after its end
        let waker = Waker::from(Arc::new(TaskWaker(task, self.sender.clone(), thread::current())));
        if future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
            self.tasks.remove(&task);
        }
    }
}

#[traced]
pub fn main() {
    let (sender, ready) = channel();
    let mut runtime = Runtime { tasks: BTreeMap::new(), ready, sender };
    runtime.spawn(1, bake("bread", 30));
    runtime.spawn(2, bake("cake", 20));
    runtime.run();
    println!("main: the table is empty");
}

#[traced]
async fn bake(what: &'static str, millis: u64) {
    println!("bake: {what} into the oven");
    sleep(Duration::from_millis(millis)).await;
    println!("bake: {what} is done");
}
