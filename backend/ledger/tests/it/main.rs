//! What the ledger promises, checked from outside, and by verifiers we did not write.
#![cfg(test)]

mod checkpoint;
mod damage;
mod leaf;
mod limits;
mod note;
mod proof;
mod samples;
mod second_opinion;
mod tile;
mod tree;
mod verify;
