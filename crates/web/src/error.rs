//! Why the pages cannot be served.

use std::net::SocketAddr;

/// Why serving could not begin or had to end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The pages have no log-in, so only this machine may ask.
    #[error("{address} can be reached from other machines; listen on 127.0.0.1 or [::1] instead")]
    NotLoopback {
        /// The address of the listener.
        address: SocketAddr,
    },
    /// The listener failed.
    #[error("cannot serve pages; try another port with --port")]
    Listener {
        /// What the system says.
        source: std::io::Error,
    },
}
