//! The real binary, on real folders, as people and scripts run it.

#[cfg(test)]
mod beside;
#[cfg(test)]
mod import;
#[cfg(test)]
mod mistakes;
#[cfg(test)]
mod program;
#[cfg(test)]
mod receipts;
#[cfg(test)]
mod server;
#[cfg(test)]
mod verify;
