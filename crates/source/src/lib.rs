//! Getting bytes: files, folders, JSON Lines and the facts given beside them.
//!
//! Owns the walk over paths, what may stand beside an article, limits and
//! hashes. Must never know human language, or the ledger.

mod beside;
mod error;
mod gather;
mod item;
mod lines;

pub use error::Error;
pub use gather::{Gather, gather, shown};
pub use item::{Beside, Form, Item, sha256};
pub use lines::{Line, Lines, lines, reason};
