//! Dropping a half-run future cancels it: its locals go, its later lines never run.

use awaitscope::time::{Duration, sleep, timeout};
use awaitscope::{knob, println, traced};

struct TempFile(&'static str);

impl TempFile {
    #[traced]
    fn create(name: &'static str) -> TempFile {
        println!("{name}: created");
        TempFile(name)
    }
}

impl Drop for TempFile {
    #[traced]
    fn drop(&mut self) {
        println!("{}: removed", self.0);
    }
}

#[traced]
pub async fn main() {
    let mut import = Box::pin(import());
    let patience = Duration::from_millis(knob!(patience_ms = 50, 10..=100));
    let in_time = timeout(patience, &mut import).await.is_ok();
    println!("main: in time? {in_time}");

    drop(import);
    println!("main: the import is dropped");
    sleep(Duration::from_millis(60)).await;
    println!("main: nothing more has come");
}

#[traced]
async fn import() {
    let _scratch = TempFile::create("import.tmp");
    for part in 1..=3 {
        download(part).await;
    }
    println!("import: complete");
}

#[traced]
async fn download(part: u32) {
    sleep(Duration::from_millis(30)).await;
    println!("download: part {part}");
}
