//! Puts the page into the document; `web/boot.js` has shown a title and a progress bar until now.

use web::components::App;

fn main() {
    let document = web::browser::window().document();
    if let Some(place) = document.and_then(|document| document.get_element_by_id("app")) {
        yew::Renderer::<App>::with_root(place).render();
    }
}
