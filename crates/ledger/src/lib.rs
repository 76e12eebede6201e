//! The ledger: documents, claims and entries in one SQLite file.
