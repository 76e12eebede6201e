//! Names of generated persons, and the ways in which documents write them.

use crate::search::Dice;

const FIRST: &str = "Aline Bertil Cosima Dagny Edvard Fenna Gustav Hedda Ivar Jonna Klaas Lotte Magnus Nadine \
    Oskar Petra Quentin Ragna Silas Thea Ulrich Vera Willem Yvonne Anton Birgit Conrad Doris Emil Frida";
const STEM: &str = "Ander Berg Carl Dahl Eken Fors Grim Holm Ibsen Jarl Kast Lind Molin Nord Ostra Palm Rosen \
    Sund Tarn Wester";
const TAIL: &str = "berg man feld strom wick dale gren hart kov lund mark ner quist rup sted ton vall worth";
const FAMILY: &str = "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương";
const MIDDLE: &str = "Văn Thị Hữu Đức Minh Quang Xuân Hồng Thanh Công";
const GIVEN: &str = "Hùng Dũng Lâm Chính Huệ Mẫn Giang Sơn Thắng Tuấn Bình Hải Khánh Long Nghĩa Phúc Quân Trung \
    Việt Yến Anh Diên Hà Ngọc Tiến Thủy";
const CHINESE: &str = "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Ma Zhu Hu Guo";
const SOUND: &str = "Yi Ming Hua Jian Guo Wen Xin Hong Tao Lei Jun Bo Feng Qing Ping Rui Shan Ting Wei Zhen";
const ARAB: &str = "Mohammed Khalid Yusuf Ibrahim Salem Tariq Nasser Faisal Hassan Karim Jamal Rashid Saud Majid \
    Omar Walid";
const TRIBE: &str = "Harbi Qahtani Mansouri Zahrani Khalifa Mutairi Shammari Dosari Otaibi Rashidi Ghamdi Najjar \
    Masri Tamimi Bakri Hashimi Kuwari Marri Suwaidi Ketbi";
const IBERIAN: &str = "José María Andrés Inés Raúl Lucía Martín Beatriz Hernán Sofía Joaquín Elena Víctor Mónica \
    Álvaro Rocío";
const SURNAME: &str = "García Fernández López Ramírez Gutiérrez Peña Núñez Ibáñez Castañeda Villanueva Montoya \
    Quiñones Echeverría Salazar Zúñiga Benavides Cárdenas Marín Olmedo Pizarro";
const KOREAN: &str = "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim";
const PAIR: &str = "Jin Woo Min Seo Hyun Ji Soo Young Ho Tae Kyung Sung Dong Eun Hae";
const SLAVIC: &str = "Sergey Yuri Dmitry Andrei Nikolay Aleksey Vasily Pavel Grigory Timofey Oksana Tatyana Lyudmila \
    Yelena";
const ROOT: &str = "Vorob Karim Petr Sokol Zhdan Tikhon Golub Lebed Morov Kuzmin Strel Abdul Rakhim Belous Chern \
    Nazar";
const ENDING: &str = "ov evsky enko aev in yev ovich uk";
const SYLLABLE: &str = "Su Kar Ba Tar Wi Do Har Tu Ma Gan Bat Er Den Thein Myo Zaw Nu Pra Jo Lan";

/// A style of names; each state has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Western,
    Vietnamese,
    Chinese,
    Arabic,
    Spanish,
    Korean,
    Slavic,
    Single,
}

impl Style {
    pub(crate) fn parse(word: &str) -> Self {
        match word {
            "vietnamese" => Self::Vietnamese,
            "chinese" => Self::Chinese,
            "arabic" => Self::Arabic,
            "spanish" => Self::Spanish,
            "korean" => Self::Korean,
            "slavic" => Self::Slavic,
            "single" => Self::Single,
            _ => Self::Western,
        }
    }

    /// Whether the family name stands first.
    fn is_family_first(self) -> bool {
        matches!(self, Self::Vietnamese | Self::Chinese | Self::Korean)
    }
}

fn pick<'w>(words: &'w str, dice: &mut Dice) -> &'w str {
    let n_words = words.split_whitespace().count() as u64;
    words.split_whitespace().nth(dice.roll(n_words.max(1)) as usize).unwrap_or_default()
}

/// A full name.
pub(crate) fn name(style: Style, dice: &mut Dice) -> String {
    let parts: Vec<&str> = match style {
        Style::Western => vec![FIRST, FIRST, STEM, TAIL],
        Style::Vietnamese => vec![FAMILY, MIDDLE, GIVEN],
        Style::Chinese => vec![CHINESE, SOUND, SOUND],
        Style::Arabic => vec![ARAB, ARAB, TRIBE],
        Style::Spanish => vec![IBERIAN, IBERIAN, SURNAME, SURNAME],
        Style::Korean => vec![KOREAN, PAIR, PAIR],
        Style::Slavic => vec![SLAVIC, ROOT, ENDING],
        Style::Single => vec![SYLLABLE, SYLLABLE, SYLLABLE],
    };
    let drawn: Vec<&str> = parts.iter().map(|words| pick(words, dice)).collect();
    let lower = |word: &str| word.to_lowercase();
    match (style, drawn.as_slice()) {
        (Style::Western, [first, second, stem, tail]) => {
            let middle = if dice.roll(3) == 0 { format!(" {second}") } else { String::new() };
            format!("{first}{middle} {stem}{tail}")
        }
        (Style::Chinese, [family, one, two]) => format!("{family} {one}{}", lower(two)),
        (Style::Arabic, [own, father, tribe]) => format!("{own} {father} al-{tribe}"),
        (Style::Korean, [family, one, two]) => format!("{family} {one}-{}", lower(two)),
        (Style::Slavic, [own, root, ending]) => format!("{own} {root}{ending}"),
        (Style::Single, [one, two, three]) => format!("{one}{}{}", lower(two), lower(three)),
        (_, drawn) => drawn.join(" "),
    }
}

/// A way in which a document writes a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Full,
    Plain,
    Turned,
    Initial,
    Misspelt,
    Transliterated,
    Last,
    Partial,
    Honorific,
}

/// A way by how often each is met.
pub(crate) fn way(dice: &mut Dice) -> Way {
    match dice.roll(100) {
        0..55 => Way::Full,
        55..66 => Way::Plain,
        66..70 => Way::Turned,
        70..75 => Way::Initial,
        75..79 => Way::Misspelt,
        79..84 => Way::Transliterated,
        84..94 => Way::Last,
        94..97 => Way::Partial,
        _ => Way::Honorific,
    }
}

/// A name as a document writes it.
pub(crate) fn written(name: &str, style: Style, way: Way, dice: &mut Dice) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let (first, last) = (words[0], words[words.len() - 1]);
    if words.len() < 2 && !matches!(way, Way::Plain | Way::Misspelt | Way::Honorific) {
        return name.to_owned();
    }
    match way {
        Way::Full => name.to_owned(),
        Way::Plain => plain(name),
        Way::Turned if style.is_family_first() => format!("{} {first}", words[1..].join(" ")),
        Way::Turned => format!("{last} {}", words[..words.len() - 1].join(" ")),
        Way::Initial if style.is_family_first() => name.to_owned(),
        Way::Initial => format!("{}. {last}", first.chars().next().unwrap_or_default()),
        Way::Misspelt => misspelt(name, dice),
        Way::Transliterated => transliterated(name, style, dice),
        // Vietnamese are called by the given name, the others by the family's.
        Way::Last if matches!(style, Style::Chinese | Style::Korean) => first.to_owned(),
        Way::Last => last.to_owned(),
        Way::Partial if style == Style::Spanish && words.len() == 4 => words[..3].join(" "),
        Way::Partial => format!("{first} {last}"),
        Way::Honorific => format!("{} {name}", pick("Dr Prof. Sir H.E.", dice)),
    }
}

/// Without diacritics.
pub(crate) fn plain(name: &str) -> String {
    let folded = record::fold(name);
    let mut is_start = true;
    let mut plain = String::with_capacity(folded.len());
    for letter in folded.chars() {
        if is_start {
            plain.extend(letter.to_uppercase())
        } else {
            plain.push(letter)
        }
        is_start = !letter.is_alphanumeric();
    }
    plain
}

/// With one letter of the longest word another one, or left out.
fn misspelt(name: &str, dice: &mut Dice) -> String {
    let longest = name.split(' ').max_by_key(|word| word.chars().count()).unwrap_or_default();
    let letters: Vec<char> = longest.chars().collect();
    if letters.len() < 6 {
        return name.to_owned();
    }
    let at = 1 + dice.roll(letters.len() as u64 - 1) as usize;
    let mut wrong = letters.clone();
    match dice.roll(3) {
        0 => drop(wrong.remove(at)),
        1 => wrong.insert(at, letters[at]),
        _ => wrong[at] = pick("a e i o u n r s t", dice).chars().next().unwrap_or('a'),
    }
    name.replacen(longest, &wrong.iter().collect::<String>(), 1)
}

/// By another custom of writing it in Latin letters.
fn transliterated(name: &str, style: Style, dice: &mut Dice) -> String {
    match style {
        Style::Arabic => {
            let article = ["el-", "Al ", "El ", "Al-"][dice.roll(4) as usize];
            let swaps =
                [("Moha", "Muha"), ("Kh", "H"), ("Yusuf", "Youssef"), ("ou", "u"), ("ss", "s"), ("mm", "m")];
            let (from, to) = swaps[dice.roll(6) as usize];
            name.replacen("al-", article, 1).replacen(from, to, 1)
        }
        Style::Slavic => {
            let (from, to) =
                [("ey", "ei"), ("Yu", "Iu"), ("y", "i"), ("kh", "h"), ("ye", "e")][dice.roll(5) as usize];
            name.replace(from, to)
        }
        Style::Korean => name.replace('-', " "),
        Style::Chinese | Style::Vietnamese | Style::Single => plain(name).to_uppercase(),
        Style::Western | Style::Spanish => plain(name),
    }
}
