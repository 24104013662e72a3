mod deliveries;
mod privacy;
mod promotion;

use kernel::Subject;

fn subject(text: &str) -> Subject {
    text.parse().unwrap()
}
