//! One function after the other: while the first waits, its thread can do nothing else.

use awaitscope::thread::sleep;
use awaitscope::time::Duration;
use awaitscope::{knob, println, traced, work};

#[traced]
pub fn main() {
    let grams = weigh();
    print_label(grams);
}

#[traced]
fn weigh() -> u32 {
    println!("weigh: the parcel is on the scale");
    sleep(Duration::from_millis(knob!(settle_ms = 30, 0..=100))); // until it stops swinging
    work(Duration::from_millis(5)); // average the readings
    println!("weigh: 1250 g");
    1250
}

#[traced]
fn print_label(grams: u32) {
    println!("print_label: draw the barcode");
    work(Duration::from_millis(10));
    sleep(Duration::from_millis(20)); // the printer has it now
    println!("print_label: {grams} g on the parcel");
}
