//! The commands, as a user runs them: arguments and files in, words and codes out.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod bad_input;
mod bad_ledger;
mod demo;
mod desk;
mod extract;
mod faults;
mod gold;
mod interrupt;
mod keep;
mod lists;
#[cfg(feature = "parquet")]
mod parquet;
mod read;
mod rules;
mod search;
mod seeds;
mod show;
mod stats;
mod verify;
mod versions;
