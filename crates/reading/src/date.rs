//! Dates as texts say them, before the day of the text is brought in.
//!
//! No crate reads "September 10-13", "from Tuesday to Friday" or "the first
//! eight months of this year" in running text, so this is our own: a small
//! grammar over tokens, with its words in `rules/lists`.

mod away;
mod day;
mod part;
mod run;
mod weekday;
mod word;
mod year;

use crate::{cursor::Cursor, index::Meaning};

/// A date expression, not yet placed in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spoken {
    /// One day or period.
    At(Moment),
    /// From one to another, both included: "September 10-13".
    Run(Moment, Moment),
    /// So many periods before or after: "two weeks after September 11".
    Beside(Unit, i16, Moment),
    /// The seven days from Monday in which it lies: "the week of September 9".
    WeekOf(Moment),
}

/// A day or period by its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// "September 10", "10 September 2024": month and day.
    Day(i8, i8, Year),
    /// "the 18th", whose month is not said.
    DayOfMonth(i8),
    /// "Saturday", "last Friday".
    Weekday(i8, Toward),
    /// "Monday the 21st", whose month is not said.
    WeekdayAndDay(i8, i8),
    /// "Tuesday of last week": so many weeks from that of the day.
    WeekdayOf(i8, i16, From),
    /// "July 2024", "in July".
    Month(i8, Year),
    /// "last October", "this May".
    NamedMonth(i8, Toward),
    /// "the summer of 2024", by its first month.
    Season(i8, Year, Toward),
    /// "2024", "this year".
    Year(Year),
    /// "the 1990s", by its first year.
    Decade(i16),
    /// "last week" is -1 week, "today" 0 days.
    Period(Unit, i16, From),
    /// "three years ago": the period in which it fell, and that not exactly.
    Ago(Unit, i16, From),
    /// "the last three months" is -3, "the next five days" 5.
    Periods(Unit, i16),
    /// "earlier this year" is -1, "later this month" 1.
    Rest(Unit, i8),
    /// "the first eight months of this year", "early October".
    Part(Part, Base),
}

/// Which year is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Year {
    /// A year by its number.
    Said(i16),
    /// Years away: "this year" is 0.
    Away(i16, From),
    /// The words do not tell.
    Unsaid,
}

/// From where a date is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    /// The day of the text: "last year".
    Text,
    /// The date told last: "the following day", "that year".
    Told,
    /// "the end of the month": the day of the text in a report, the date told
    /// last in an account of the past.
    Either,
}

/// Which way a day or season is to be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toward {
    /// No word says: what is told decides.
    Either,
    /// "this Friday": of the week of the text.
    Here,
    /// "last Friday".
    Past,
    /// "this past Friday": the last one.
    JustPast,
    /// "next Friday".
    Future,
    /// "this coming Friday": the first one.
    Coming,
}

/// A period of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
}

/// A part of a longer period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of it: "by the end of 2026" leaves the whole year.
    Whole,
    /// "early", "mid", "late": 1, 2, 3.
    Third(i8),
    /// 1 or 2.
    Half(i8),
    /// 1 to 4.
    Quarter(i8),
    /// "the first eight months".
    First(i8, Unit),
    /// "the last three months".
    Last(i8, Unit),
    /// "the second week", "the 15th day".
    Nth(i8, Unit),
}

/// What something is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    /// A month of a year.
    Month(i8, Year),
    /// A year.
    Year(Year),
    /// A season, by its first month.
    Season(i8, Year),
    /// Ten years, by the first of them.
    Decade(i16),
    /// "this month".
    Period(Unit, i16, From),
}

/// Whether a token is such that without one no date can be told: a number, or a
/// word for a day or period.
pub(crate) fn is_sign(cursor: &Cursor<'_>, at: usize) -> bool {
    let word = cursor.word(at);
    let is_number = word.starts_with(|first: char| first.is_ascii_digit()) || word.starts_with("fy");
    let is_day = || matches!(word, "today" | "tonight" | "tomorrow" | "yesterday" | "now");
    let is_time = || matches!(word, "morning" | "afternoon" | "evening" | "night");
    let is_listed = |meaning: &Meaning| match meaning {
        Meaning::Word(list, _) => {
            matches!(list.as_str(), "month" | "ordinal" | "period" | "season" | "weekday")
        }
        _ => false,
    };
    is_number || is_day() || is_time() || cursor.hits(at).any(|(_, meaning)| is_listed(meaning))
}

/// The date expression that starts at a position, and how many tokens it has.
pub(crate) fn spoken(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Spoken)> {
    if !cursor.has_date {
        return None;
    }
    let whole = [run::days_first, run::days_in_figures, run::years, run::from_now, run::beside, run::week_of];
    let found = whole.iter().find_map(|reader| reader(cursor, at));
    found.or_else(|| {
        let (length, first) = moment(cursor, at)?;
        run::run(cursor, at, length, first).or(Some((length, Spoken::At(first))))
    })
}

/// The single day or period that starts at a position.
fn moment(cursor: &Cursor<'_>, at: usize) -> Option<(usize, Moment)> {
    let readers = [
        day::in_figures,
        day::other_of_two,
        day::named_month,
        day::month_first,
        day::day_first,
        part::part,
        part::season,
        weekday::weekday,
        away::rest,
        away::week_number,
        away::day_away,
        away::ago,
        away::periods,
        away::period,
        day::day_of_month,
        year::decade,
        year::year,
    ];
    readers.iter().find_map(|reader| reader(cursor, at))
}
