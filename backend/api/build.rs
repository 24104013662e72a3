//! Embeds the built frontend anew when it changes.

fn main() {
    println!("cargo:rerun-if-changed=../../frontend/dist");
}
