//! What the loader says of files that are not as they should be.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::borrow::Cow;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use syntax::{Error, Model};

const ENGLISH: &[u8] = include_bytes!("../model/english.bin");

/// Bytes before the header, and of the hash after the arrays.
const FRONT: usize = 16;
const HASH: usize = 32;

fn load(bytes: Vec<u8>) -> Result<Model, Error> {
    Model::new(Cow::Owned(bytes))
}

fn header() -> (Value, &'static [u8]) {
    let length = u32::from_le_bytes(ENGLISH[12..FRONT].try_into().unwrap()) as usize;
    let header = serde_json::from_slice(&ENGLISH[FRONT..FRONT + length]).unwrap();
    (header, &ENGLISH[FRONT + length..ENGLISH.len() - HASH])
}

/// A file of a header and arrays, with a hash that fits.
fn sealed(header: &Value, arrays: &[u8]) -> Vec<u8> {
    let header = serde_json::to_vec(header).unwrap();
    let mut bytes = b"CHSYNTAX\x01\0\0\0".to_vec();
    bytes.extend(u32::try_from(header.len()).unwrap().to_le_bytes());
    bytes.extend(header);
    bytes.extend(arrays);
    let hash = Sha256::digest(&bytes);
    bytes.extend_from_slice(&hash);
    bytes
}

#[test]
fn the_built_in_weights_load() {
    let model = Model::english().unwrap();
    assert!(!model.version().is_empty());
    assert!(load(ENGLISH.to_vec()).is_ok(), "the weights that are built in must be whole");
    let (header, arrays) = header();
    assert!(load(sealed(&header, arrays)).is_ok());
}

#[test]
fn damage_is_told() {
    let flipped = |at: usize| {
        let mut bytes = ENGLISH.to_vec();
        bytes[at] ^= 1;
        bytes
    };
    assert!(matches!(load(Vec::new()), Err(Error::Magic)));
    assert!(matches!(load(b"{}".to_vec()), Err(Error::Magic)));
    assert!(matches!(load(flipped(0)), Err(Error::Magic)));
    assert!(matches!(load(flipped(8)), Err(Error::Format { found: 0, known: 1 })));
    assert!(matches!(load(ENGLISH[..12].to_vec()), Err(Error::Length { .. })));
    assert!(matches!(load(ENGLISH[..200].to_vec()), Err(Error::Length { .. })));
    assert!(matches!(load(ENGLISH[..ENGLISH.len() - 1].to_vec()), Err(Error::Length { .. })));
    assert!(matches!(load(flipped(FRONT)), Err(Error::Header { .. })));
    assert!(matches!(load(flipped(ENGLISH.len() / 2)), Err(Error::Hash)));
    assert!(matches!(load(flipped(ENGLISH.len() - 1)), Err(Error::Hash)));
}

#[test]
fn headers_that_do_not_fit_are_told() {
    let (header, arrays) = header();
    let cases: [(&str, Value, &str); 8] = [
        ("/width", json!(90), "a width of 90"),
        ("/width", json!(112), "expected; export it anew"),
        ("/pieces", json!(2), "2 pieces, not 3"),
        ("/depth", json!(0), "a depth of 0"),
        ("/depth", json!(9), "no array `W5`"),
        ("/moves/0", json!("Z"), "a move of the parser that is not known, `Z`"),
        ("/moves/2", json!("L-nonsense"), "`L-nonsense`"),
        ("/upos/0", json!("NONSENSE"), "`NONSENSE`"),
    ];
    for (place, value, expected) in cases {
        let mut header = header.clone();
        *header.pointer_mut(place).unwrap() = value;
        let said = load(sealed(&header, arrays)).unwrap_err().to_string();
        assert!(said.contains(expected), "{place}: {said}");
    }
}

#[test]
fn arrays_that_do_not_fit_are_told() {
    let (header, arrays) = header();
    let place = |name: &str| {
        let arrays = header["arrays"].as_array().unwrap();
        format!("/arrays/{}", arrays.iter().position(|array| array["name"] == name).unwrap())
    };
    let mut renamed = header.clone();
    *renamed.pointer_mut(&(place("W0") + "/name")).unwrap() = json!("W9");
    let said = load(sealed(&renamed, arrays)).unwrap_err().to_string();
    assert!(said.contains("no array `W0`"), "{said}");
    let mut huge = header.clone();
    *huge.pointer_mut("/arrays/0/shape").unwrap() = json!([usize::MAX, 96]);
    assert!(matches!(load(sealed(&huge, arrays)), Err(Error::Length { .. })));
    let mut endless = arrays.to_vec();
    endless[..2].copy_from_slice(&0x7c00_u16.to_le_bytes());
    assert!(matches!(load(sealed(&header, &endless)), Err(Error::NotFinite { .. })));
}

#[test]
fn a_lexicon_whose_keys_do_not_rise_is_told() {
    let (header, arrays) = header();
    let all = header["arrays"].as_array().unwrap();
    let before = all.iter().take_while(|array| array["name"] != "lexicon.keys");
    // All that stands before the keys has two bytes a number.
    let start: u64 = before.map(|array| 2 * product(&array["shape"])).sum();
    let mut turned = arrays.to_vec();
    turned[usize::try_from(start).unwrap()..][..8].rotate_left(4);
    let said = load(sealed(&header, &turned)).unwrap_err().to_string();
    assert!(said.contains("keys and rows do not belong together"), "{said}");
}

fn product(shape: &Value) -> u64 {
    shape.as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).product()
}
