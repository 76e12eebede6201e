//! The language of a text, as ISO 639-1.

/// The language of the running text, where it can be told reliably.
pub(crate) fn language(body: &str) -> Option<String> {
    // Trigram counts settle long before this many bytes.
    let sample = &body[..body.floor_char_boundary(20_000)];
    let found = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    Some(two_letters(found.lang().code())?.to_owned())
}

/// The primary subtag of a language tag: `en` of `en-US`; a three-letter code is
/// turned into the two-letter one where there is one.
pub(crate) fn from_tag(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    match primary.len() {
        2 if primary.bytes().all(|byte| byte.is_ascii_lowercase()) => Some(primary),
        3 => two_letters(&primary).map(str::to_owned),
        _ => None,
    }
}

/// ISO 639-3 to ISO 639-1 (SIL code tables, 2024), for the languages `whatlang`
/// tells apart.
const CODES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("zho", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lao", "lo"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mon", "mn"),
    ("msa", "ms"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("fas", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

fn two_letters(code: &str) -> Option<&'static str> {
    CODES.iter().find(|(three, _)| *three == code).map(|(_, two)| *two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told() {
        let english =
            "The two leaders exchanged views on regional and international issues of mutual concern.";
        assert_eq!(language(english).as_deref(), Some("en"));
        assert_eq!(language("ok"), None);
        assert_eq!(from_tag("vi-VN").as_deref(), Some("vi"));
        assert_eq!(from_tag("eng").as_deref(), Some("en"));
        assert_eq!(from_tag("english"), None);
    }
}
