//! The engine against the trainer: the same weights give the same answers.

use serde_json::Value;
use syntax::{Model, Reader};

/// Answers of the trainer with the weights that are built in, written when they
/// were exported.
const REFERENCE: &str = include_str!("../model/reference.json");

/// The share that must agree. The trainer's weights have 32 bits and those built
/// in 16, so that a few close decisions fall otherwise.
const LEAST: f64 = 0.999;

#[test]
fn the_trainer_answers_alike() {
    let documents: Vec<Value> = serde_json::from_str(REFERENCE).unwrap();
    let mut reader = Reader::new(Model::english().unwrap());
    let (mut alike, mut all) = ([0_usize; 5], 0_usize);
    let (mut names_alike, mut names_expected, mut names_found) = (0, 0, 0);
    for document in &documents {
        let mut text = String::new();
        let mut words = Vec::new();
        for word in document["w"].as_array().unwrap() {
            let start = text.len();
            text.push_str(word.as_str().unwrap());
            words.push(start..text.len());
            text.push(' ');
        }
        let syntax = reader.read_words(&text, &words);
        for (token_idx, token) in syntax.tokens.iter().enumerate() {
            let of = |key: &str| document[key][token_idx].as_str().unwrap().to_lowercase();
            let is_head = document["head"][token_idx] == token.head;
            let agree = [
                token.penn.name().to_lowercase() == of("tag"),
                token.upos.name().to_lowercase() == of("upos"),
                is_head,
                is_head && token.relation.name() == of("dep"),
                document["ss"][token_idx] == token.starts_sentence,
            ];
            all += 1;
            for (alike, agrees) in alike.iter_mut().zip(agree) {
                *alike += usize::from(agrees);
            }
        }
        let expected = document["ents"].as_array().unwrap();
        names_expected += expected.len();
        names_found += syntax.names.len();
        for name in &syntax.names {
            let name = serde_json::json!([name.tokens.start, name.tokens.end, name.kind.name()]);
            names_alike += usize::from(expected.contains(&name));
        }
    }
    for (what, alike) in ["tag", "part of speech", "head", "relation", "sentence"].iter().zip(alike) {
        let share = alike as f64 / all as f64;
        assert!(share >= LEAST, "{what}: {share:.5} of {all} agree");
    }
    assert!(2 * names_alike >= ((names_expected + names_found) as f64 * LEAST) as usize);
}
