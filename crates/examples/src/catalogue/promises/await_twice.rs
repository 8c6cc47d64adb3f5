//! A future is awaited once; `shared` lets one run of it serve several awaiters.

use awaitscope::future::FutureExt;
use awaitscope::time::{Duration, sleep};
use awaitscope::{println, spawn, traced};

#[traced]
pub async fn main() {
    let forecast = forecast().shared();
    let header = spawn(show("header", forecast.clone()));
    let map = spawn(show("map", forecast.clone()));

    let _ = header.await;
    let _ = map.await;

    let degrees = forecast.await;
    println!("main: still {degrees} °C");
}

#[traced]
async fn show(place: &str, forecast: impl Future<Output = i32>) {
    let degrees = forecast.await;
    println!("{place}: {degrees} °C");
}

#[traced]
async fn forecast() -> i32 {
    println!("forecast: asks the station");
    sleep(Duration::from_millis(30)).await;
    17
}
