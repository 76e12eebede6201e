//! Answers to tables, JSON and marked text: one writer a format.
