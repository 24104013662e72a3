//! What a browser loads first, in brotli.

use crate::{bundle::compressed_sizes, output::say};

/// Prints the brotli size of every asset inside this program.
pub(super) fn print() {
    say("\nPages inside this program, brotli (lazy chunks included)");
    let mut sum = 0;
    for (name, bytes) in compressed_sizes() {
        say(format!("  {bytes:>9} B  {name}"));
        sum += bytes;
    }
    if sum == 0 {
        say("  this program was built without the pages");
    }
    say(format!("  {sum:>9} B  in all"));
}
