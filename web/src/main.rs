//! Puts the page into the document; `web/boot.js` has shown a title and a progress bar until now.

fn main() {
    web::start();
}
