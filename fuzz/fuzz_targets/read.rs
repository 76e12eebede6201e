//! Any text is read without a panic, into tokens that lie in it one after
//! another. `cargo +nightly fuzz run read`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use syntax::{Model, Reader};

fuzz_target!(|text: &str| {
    let Ok(model) = Model::english() else { return };
    let syntax = Reader::new(model).read(text);
    let mut end = 0;
    for token in &syntax.tokens {
        assert!(end <= token.bytes.start && text.get(token.bytes.clone()).is_some());
        assert!(token.head < syntax.tokens.len());
        end = token.bytes.end;
    }
});
