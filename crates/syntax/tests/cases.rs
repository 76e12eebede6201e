//! `cases/syntax`: who does what to whom, in sentences of our own.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use syntax::{Model, Reader};

const CLAUSES: &str = include_str!("../../../cases/syntax/clauses.tsv");

#[test]
fn clauses_are_read() {
    let mut reader = Reader::new(Model::english().unwrap());
    let mut n_rows = 0;
    for row in CLAUSES.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [text, word, told @ ..] = columns.as_slice() else { panic!("{row}") };
        let syntax = reader.read(text);
        let form = |token: usize| &text[syntax.tokens[token].bytes.clone()];
        let found = (0..syntax.tokens.len()).find(|token| form(*token) == *word);
        let token = &syntax.tokens[found.unwrap()];
        assert_eq!(
            [token.upos.name(), &token.lemma, token.relation.name(), form(token.head)],
            told,
            "{word} in: {text}"
        );
        n_rows += 1;
    }
    assert!(n_rows > 10, "{n_rows} rows");
}
