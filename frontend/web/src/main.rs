//! Entry point of the browser application.
fn main() {
    web::start();
}
