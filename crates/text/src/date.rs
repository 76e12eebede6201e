//! Days written out: `2024-09-10`, `Wednesday, September 11, 2024`, `11/09/2024`.

use jiff::civil::Date;
use record::MONTHS;

/// What a written day says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Day {
    /// A whole date.
    Full(Date),
    /// A month and a day of it, without the year.
    Yearless(i8, i8),
    /// `12/09/2024`: day and month cannot be told apart.
    Ambiguous,
}

/// The day that a date given as a string means, or nothing if the string is not
/// one whole, unambiguous date. A time of day behind it is passed over, and the
/// day is the one written, whatever the time zone.
///
/// ```
/// assert_eq!(text::day("2024-09-10T14:30:00+07:00").unwrap().to_string(), "2024-09-10");
/// assert_eq!(text::day("12/09/2024"), None);
/// ```
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let (found, length) = leading_day(text)?;
    let rest = text[length..].trim_start_matches(|letter: char| letter.is_whitespace() || letter == ',');
    match found {
        Day::Full(date) if rest[clock_length(rest)..].trim().is_empty() => Some(date),
        _ => None,
    }
}

/// The day with which a text begins, and how many bytes it takes.
pub(crate) fn leading_day(text: &str) -> Option<(Day, usize)> {
    let mut scan = Scan { text, at: 0 };
    let start = scan.at;
    if scan.word().is_some_and(|word| is_weekday(&word)) {
        scan.eat(&[',', '.']);
        scan.spaces();
    } else {
        scan.at = start;
    }
    let found = numeric(&mut scan).or_else(|| worded(&mut scan))?;
    Some((found, scan.at))
}

/// How many bytes of a time of day, with its zone and the marks around it, a
/// text begins with: `| 14:30 (GMT+7)`, `T09:00:00Z`, `at 2:05 PM`.
pub(crate) fn clock_length(text: &str) -> usize {
    let mut scan = Scan { text, at: 0 };
    scan.eat(&[' ', '\t', '|', '-', '–', ',', '•', '·', 'T', '(']);
    let start = scan.at;
    if scan.word().is_none_or(|word| word != "at") {
        scan.at = start;
    }
    scan.spaces();
    if scan.number().is_none_or(|(hour, _)| hour > 24) || !scan.eat(&[':', 'h']) {
        return 0;
    }
    if scan.number().is_none() {
        return 0;
    }
    while scan.eat(&[':', '.']) && scan.number().is_some() {}
    zone(&mut scan);
    scan.at
}

/// Passes over `PM`, `(GMT+7)`, `EDT`, `Z`, `+07:00`.
fn zone(scan: &mut Scan) {
    loop {
        let start = scan.at;
        scan.eat(&[' ', '(', ',']);
        let is_word = scan.word().is_some_and(|word| {
            let known = ["am", "pm", "a", "p", "m", "gmt", "utc", "z", "ict", "hrs", "ist", "local", "time"];
            known.contains(&word.as_str()) || (matches!(word.len(), 3 | 4) && word.ends_with('t'))
        });
        if !is_word {
            scan.at = start;
            scan.eat(&[' ']);
            let is_offset = scan.eat(&['+', '-', '−']) && scan.number().is_some();
            if !is_offset {
                scan.at = start;
                return;
            }
            if scan.eat(&[':']) {
                scan.number();
            }
        }
        scan.eat(&['.', ')']);
    }
}

/// `2024-09-10`, `2024/9/10`, `11.09.2024`, `13/9/2024`.
fn numeric(scan: &mut Scan) -> Option<Day> {
    let start = scan.at;
    let found = numeric_at(scan);
    if found.is_none() {
        scan.at = start;
    }
    found
}

fn numeric_at(scan: &mut Scan) -> Option<Day> {
    let (first, n_first) = scan.number()?;
    let mark = scan.one_of(&['-', '/', '.'])?;
    let (second, _) = scan.number()?;
    if scan.one_of(&[mark])? != mark {
        return None;
    }
    let (third, n_third) = scan.number()?;
    if n_first == 4 {
        return full(first, second, third);
    }
    if n_third != 4 {
        return None;
    }
    // A day with periods is written day first wherever it is written at all.
    if mark == '.' || first > 12 || first == second {
        return full(third, second, first);
    }
    if second > 12 {
        return full(third, first, second);
    }
    (first > 0 && second > 0).then_some(Day::Ambiguous)
}

/// `September 10, 2024`, `10 September 2024`, `Sept. 10`, `10th of May`.
fn worded(scan: &mut Scan) -> Option<Day> {
    let day_first = scan.number().filter(|(day, _)| (1..=31).contains(day));
    if day_first.is_some() {
        scan.ordinal();
        scan.spaces();
        scan.phrase("of ");
    }
    let month = month_of(&scan.word()?)?;
    scan.eat(&['.']);
    let day = match day_first {
        Some((day, _)) => day,
        None => {
            scan.spaces();
            let (day, n_digits) = scan.number()?;
            if n_digits > 2 {
                return None;
            }
            scan.ordinal();
            day
        }
    };
    let before_year = scan.at;
    scan.eat(&[',']);
    scan.spaces();
    if let Some((year, 4)) = scan.number() {
        return full(year, i32::from(month), day);
    }
    scan.at = before_year;
    let leap = Date::new(2024, month, i8::try_from(day).ok()?).ok()?;
    Some(Day::Yearless(leap.month(), leap.day()))
}

fn full(year: i32, month: i32, day: i32) -> Option<Day> {
    let year = i16::try_from(year).ok().filter(|year| (1000..=2999).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Day::Full)
}

/// The month of an English name or its usual short form, lower case.
fn month_of(word: &str) -> Option<i8> {
    let word = if word == "sept" { "sep" } else { word };
    let is_named = |name: &&str| *name == word || (word.len() == 3 && name.starts_with(word));
    let month = MONTHS.iter().position(is_named)?;
    i8::try_from(month + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    DAYS.iter().any(|day| *day == word || (matches!(word.len(), 3..=5) && day.starts_with(word)))
}

/// A place in a text, moving forward.
struct Scan<'t> {
    text: &'t str,
    at: usize,
}

impl Scan<'_> {
    /// A run of at most eight ASCII digits: its value and how many digits.
    fn number(&mut self) -> Option<(i32, usize)> {
        let rest = &self.text[self.at..];
        let length = rest.bytes().take(9).take_while(u8::is_ascii_digit).count();
        let value = rest[..length].parse().ok().filter(|_| length < 9)?;
        self.at += length;
        Some((value, length))
    }

    /// A run of at most twelve ASCII letters, in lower case.
    fn word(&mut self) -> Option<String> {
        let rest = &self.text[self.at..];
        let length = rest.bytes().take(13).take_while(u8::is_ascii_alphabetic).count();
        if length == 0 || length > 12 {
            return None;
        }
        self.at += length;
        Some(rest[..length].to_ascii_lowercase())
    }

    /// Passes over `st`, `nd`, `rd`, `th`.
    fn ordinal(&mut self) {
        for ending in ["st", "nd", "rd", "th"] {
            if self.phrase(ending) {
                return;
            }
        }
    }

    fn phrase(&mut self, words: &str) -> bool {
        let is_here = self.text[self.at..].starts_with(words);
        if is_here {
            self.at += words.len();
        }
        is_here
    }

    /// One of these characters.
    fn one_of(&mut self, marks: &[char]) -> Option<char> {
        let letter = self.text[self.at..].chars().next().filter(|letter| marks.contains(letter))?;
        self.at += letter.len_utf8();
        Some(letter)
    }

    /// Passes over any of these characters; whether there was one.
    fn eat(&mut self, marks: &[char]) -> bool {
        let start = self.at;
        while self.one_of(marks).is_some() {}
        self.at > start
    }

    fn spaces(&mut self) {
        self.eat(&[' ', '\t', '\u{a0}']);
    }
}

/// The day that an address tells, as those of newsrooms do: `/2024/09/10/talks`,
/// `/news/2024-09-10-talks`.
pub(crate) fn in_address(url: &str) -> Option<Date> {
    let (_, rest) = url.split_once("://")?;
    let path = rest.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).flat_map(|segment| segment.splitn(4, '-')).collect();
    parts.windows(3).find_map(|parts| {
        let number = |part: &str, length: usize| {
            let is_number = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<i16>().ok().filter(|_| is_number)
        };
        let [year, month, day] = parts else { return None };
        let year = number(year, 4).filter(|year| (1990..2100).contains(year))?;
        let month = i8::try_from(number(month, 2)?).ok()?;
        Date::new(year, month, i8::try_from(number(day, 2)?).ok()?).ok()
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_read() {
        for (text, expected) in [
            ("2024-09-10 | 14:30", "2024-09-10"),
            ("September 10, 2024", "2024-09-10"),
            ("10 September 2024 at 2:05 PM", "2024-09-10"),
            ("Wednesday, September 11, 2024", "2024-09-11"),
            ("Sept. 3rd 2024", "2024-09-03"),
            ("13/09/2024, 10:15 GMT+7", "2024-09-13"),
            ("09/13/2024", "2024-09-13"),
            ("09/09/2024 07:00 (GMT+7)", "2024-09-09"),
            ("11.9.2024", "2024-09-11"),
            ("2024-09-10T14:30:00.000+07:00", "2024-09-10"),
        ] {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in
            ["", "12/09/2024", "31 February 2024", "May 16", "2024-09-10 and more", "Sep", "99/99/9999"]
        {
            assert_eq!(day(text), None, "{text}");
        }
        assert_eq!(leading_day("May 16. Text"), Some((Day::Yearless(5, 16), 6)));
        assert_eq!(leading_day("12/09/2024"), Some((Day::Ambiguous, 10)));
    }

    #[test]
    fn an_address_may_tell_the_day() {
        for (url, expected) in [
            ("https://www.example.org/briefing-room/2021/01/20/talks/", Some(date(2021, 1, 20))),
            ("https://example.org/news/2024-09-10-talks-in-oslo", Some(date(2024, 9, 10))),
            ("https://example.org/news/2024-09-10", Some(date(2024, 9, 10))),
            ("https://example.org/2021/13/20/talks", None),
            ("https://example.org/2021/01/talks-20", None),
            ("https://example.org/?day=2021/01/20", None),
            ("2021/01/20", None),
        ] {
            assert_eq!(in_address(url), expected, "{url}");
        }
    }
}
