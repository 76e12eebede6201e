//! The pages: server-rendered answers on loopback.
