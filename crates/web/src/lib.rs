//! The pages: server-rendered answers on loopback.
//!
//! Owns routes, pages and the JSON doors over one ledger. Must never know SQL,
//! rules, or how anything is found in a text. Every page works without script.

mod address;
mod api;
mod asked;
mod correct;
mod day;
mod document;
mod doubt;
mod encounter;
mod error;
mod guard;
mod home;
mod list;
mod person;
mod promise;
mod quantity;
mod refusal;
mod relation;
mod row;
mod search;
mod serve;
mod shown;
mod site;
mod source;
mod statement;
mod timeline;
mod version;

pub use error::Error;
pub use serve::{router, serve, serve_until};
pub use site::Site;
