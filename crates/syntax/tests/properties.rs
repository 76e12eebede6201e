//! What holds for every text, and time that grows as texts do.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::{
    thread,
    time::{Duration, Instant},
};

use proptest::prelude::*;
use syntax::{Model, Piece, Reader, Relation, Syntax};

fn reader() -> Reader<'static> {
    Reader::new(Model::english().unwrap())
}

/// Everything that is promised of a result.
fn check(text: &str, syntax: &Syntax) {
    let tokens = &syntax.tokens;
    let mut end = 0;
    for token in tokens {
        let bytes = token.bytes.clone();
        assert!(end <= bytes.start && bytes.start < bytes.end, "{bytes:?} after {end}");
        assert!(text.get(bytes.clone()).is_some(), "{bytes:?} cuts a character");
        end = bytes.end;
    }
    let sentences = sentences(syntax);
    for sentence in &sentences {
        let roots = sentence.clone().filter(|token| tokens[*token].head == *token).count();
        assert_eq!(roots, 1, "roots of {sentence:?}");
        for token in sentence.clone() {
            let is_root = tokens[token].head == token;
            assert!(sentence.contains(&tokens[token].head), "{token} has its head elsewhere");
            assert_eq!(tokens[token].relation == Relation::Root, is_root, "{token}");
            let mut above = token;
            for _ in sentence.clone() {
                above = tokens[above].head;
            }
            assert_eq!(tokens[above].head, above, "a ring above {token}");
        }
    }
    let mut end = 0;
    for name in &syntax.names {
        assert!(end <= name.tokens.start && name.tokens.start < name.tokens.end, "{name:?}");
        let holds = |sentence: &std::ops::Range<usize>| {
            sentence.start <= name.tokens.start && name.tokens.end <= sentence.end
        };
        assert!(sentences.iter().any(holds), "{name:?} lies in no sentence");
        end = name.tokens.end;
    }
}

fn sentences(syntax: &Syntax) -> Vec<std::ops::Range<usize>> {
    let n_tokens = syntax.tokens.len();
    let starts: Vec<usize> = (0..n_tokens).filter(|token| syntax.tokens[*token].starts_sentence).collect();
    assert!(n_tokens == 0 || starts.first() == Some(&0), "the first token starts no sentence");
    let ends = starts.iter().skip(1).copied().chain([n_tokens]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

fn forms<'t>(text: &'t str, syntax: &Syntax) -> Vec<&'t str> {
    syntax.tokens.iter().map(|token| &text[token.bytes.clone()]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_well_formed(text in any::<String>()) {
        check(&text, &reader().read(&text));
    }

    #[test]
    fn any_marks_and_words_are_well_formed(
        text in "([A-Za-z0-9'’.,:;!?@#$%&/()\\[\\]\"<>+=*_`~^|\\\\ -]|é|ạ|中|\u{301}|👍|\u{200d}|שָׁ|\n){0,120}"
    ) {
        check(&text, &reader().read(&text));
    }

    #[test]
    fn any_pieces_are_well_formed(words in prop::collection::vec(("\\PC{0,8}", any::<bool>()), 0..60)) {
        let mut text = String::new();
        let mut pieces = Vec::new();
        for (word, starts_sentence) in &words {
            let start = text.len();
            text.push_str(word);
            text.push('.');
            pieces.push(Piece { bytes: start..text.len(), starts_sentence: *starts_sentence });
        }
        let syntax = reader().read_tokens(&text, &pieces);
        check(&text, &syntax);
        for (piece_idx, (piece, token)) in pieces.iter().zip(&syntax.tokens).enumerate() {
            prop_assert_eq!(&piece.bytes, &token.bytes);
            prop_assert_eq!(piece.starts_sentence || piece_idx == 0, token.starts_sentence);
        }
    }

    #[test]
    fn blocks_read_alike_together_and_alone(blocks in prop::collection::vec("[A-Za-z,.’ ]{0,60}", 1..8)) {
        let text = blocks.join("\n");
        let mut start = 0;
        let mut ranges = Vec::new();
        for block in &blocks {
            ranges.push(start..start + block.len());
            start += block.len() + 1;
        }
        let together = reader().read_blocks(&text, &ranges);
        check(&text, &together);
        let mut reader = reader();
        let mut alone = Syntax::default();
        for range in &ranges {
            let one = reader.read(&text[range.clone()]);
            let first = alone.tokens.len();
            for mut token in one.tokens {
                token.bytes = token.bytes.start + range.start..token.bytes.end + range.start;
                token.head += first;
                alone.tokens.push(token);
            }
            for mut name in one.names {
                name.tokens = name.tokens.start + first..name.tokens.end + first;
                alone.names.push(name);
            }
        }
        prop_assert_eq!(together, alone);
    }
}

#[test]
fn odd_texts_are_well_formed() {
    let texts = [
        String::new(),
        " \t\n\u{a0}\u{3000}".to_owned(),
        "\0\0 a\0b \0".to_owned(),
        "👍👩‍👩‍👧‍👦🇻🇳🇻🇳👋🏽".repeat(200),
        "قال الوزير he said ‏«שלום»‎ to them. ".repeat(50),
        "a\u{301}".repeat(5000),
        "(".repeat(3000),
        "'s".repeat(3000),
        "don't".repeat(1000),
        "a.b@c/d-e&f'g".repeat(500),
        "1,2-3/4:5'6s7th".repeat(500),
        "中文没有空格".repeat(500),
        "and the ".repeat(3000),
    ];
    let mut reader = reader();
    for text in &texts {
        check(text, &reader.read(text));
    }
}

#[test]
fn nothing_in_gives_nothing_out() {
    let mut reader = reader();
    assert_eq!(reader.read(""), Syntax::default());
    assert_eq!(reader.read(" \u{feff}\0 "), Syntax::default());
    assert_eq!(reader.read_blocks("word", &[]), Syntax::default());
    assert_eq!(reader.read_tokens("word", &[]), Syntax::default());
    // A range that is no part of the text, or cuts a character.
    let blocks = [2..90, 1..2];
    assert_eq!(reader.read_blocks("đa", &blocks), Syntax::default());
}

#[test]
fn pictures_are_whole() {
    let text = "👩‍👩‍👧‍👦👋🏽🇻🇳 e\u{301}te\u{301}";
    let syntax = reader().read(text);
    assert_eq!(forms(text, &syntax), ["👩‍👩‍👧‍👦", "👋🏽", "🇻🇳", "e\u{301}te\u{301}"]);
}

#[test]
fn time_grows_as_texts_do() {
    // The text, and how often it is repeated.
    let texts = [
        ("abcdefgh", 30_000),
        ("\u{301}", 240_000),
        ("They met in Hanoi. ", 7_500),
        ("and the ", 15_000),
        ("( ", 15_000),
    ];
    for (name, n) in texts {
        let (short, long) = (time(&name.repeat(n)), time(&name.repeat(4 * n)));
        // Four times the text may take eight times as long, since other work on
        // the machine disturbs; were it quadratic, it would be sixteen.
        assert!(long < short * 8 + Duration::from_millis(200), "{name}: {short:?} and {long:?}");
    }
}

fn time(text: &str) -> Duration {
    let mut reader = reader();
    let once = || {
        let start = Instant::now();
        check_lightly(text, &reader.read(text));
        start.elapsed()
    };
    std::iter::repeat_with(once).take(2).min().unwrap_or_default()
}

fn check_lightly(text: &str, syntax: &Syntax) {
    let last = syntax.tokens.last().map_or(0, |token| token.bytes.end);
    assert!(last > 0 && last <= text.len());
}

#[test]
fn threads_read_alike() {
    let texts: Vec<String> = (0..24)
        .map(|n| {
            format!("Minister No. {n} received {} guests in Hanoi. They didn’t speak of it again.", n * 7)
        })
        .collect();
    let expected: Vec<Syntax> = texts.iter().map(|text| reader().read(text)).collect();
    for n_threads in [1, 2, 4] {
        let found = thread::scope(|scope| {
            let part = texts.len() / n_threads;
            let work = |texts: &[String]| {
                let mut reader = reader();
                texts.iter().map(|text| reader.read(text)).collect::<Vec<_>>()
            };
            let threads: Vec<_> = texts.chunks(part).map(|texts| scope.spawn(move || work(texts))).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        });
        assert_eq!(found, expected, "{n_threads} threads");
    }
}

#[test]
fn what_was_read_before_changes_nothing() {
    let text = "The two ministers signed the agreement in Ulaanbaatar on 3 May 2024.";
    let expected = reader().read(text);
    let mut reader = reader();
    for n in 0..40 {
        let words: Vec<String> = (0..300).map(|word| format!("w{n}x{word}")).collect();
        reader.read(&words.join(" "));
    }
    assert_eq!(reader.read(text), expected);
}
