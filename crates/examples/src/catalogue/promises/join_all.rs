//! `join_all` waits for every answer, good or bad; `try_join_all` for the first bad one.

use awaitscope::future::{join_all, try_join_all};
use awaitscope::time::{Duration, sleep};
use awaitscope::{println, traced};

const FILES: [(&str, u64); 3] = [("cat", 30), ("film", 10), ("dog", 20)];

#[traced]
pub async fn main() {
    let answers = join_all(FILES.map(upload)).await;
    println!("join_all: {answers:?}");

    match try_join_all(FILES.map(upload)).await {
        Ok(names) => println!("try_join_all: {names:?}"),
        Err(problem) => println!("try_join_all: {problem}"),
    }
}

#[traced]
async fn upload((name, millis): (&str, u64)) -> Result<&str, &str> {
    sleep(Duration::from_millis(millis)).await;
    if name == "film" {
        return Err("too large");
    }
    println!("upload: {name}");
    Ok(name)
}
