//! What is said and promised: statements and commitments, by the clauses they
//! stand in.

mod act;
mod area;
pub(crate) mod commitment;
pub(crate) mod quotation;
pub(crate) mod statement;
