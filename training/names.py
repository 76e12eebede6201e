"""Repairs the names of the sample by the tables in rules/ and by titles, and exchanges them for names of other countries.

Official prose and names that are not Western are where ready models fail: "Hà Nội" becomes a facility, "Phạm Minh Chính"
is cut in two. In three documents of four, three people of four get another name, drawn from syllables common in Vietnam,
Laos, Thailand, Cambodia, China and the Arab world or from office holders of all continents; some states, cities and
peoples are exchanged too. The trees are made afterwards, so every sentence stays one sentence.
"""

import csv
import json
import random
import re
import unicodedata
import xml.etree.ElementTree as ElementTree

from folders import RULES, SHARED, WORK, unpacked

VIETNAM = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Tô Trương Đinh Vương Lương Mai Đào Hà Tạ",
    "Minh Văn Thị Hồng Xuân Quang Đức Thanh Hữu Quốc Đình Phú Ngọc Thành Tiến Hoài Anh Kim Duy Bá Công Trọng",
    "Chính Lâm Sơn Trung Huệ Phúc Trọng Vũ Hà Nga Hiền Dũng Hùng Hằng Bình Mẫn Ngọc Lan Giang Cường Thưởng Tuấn Long Hải"
    " Quân Phong Nam Thủy Xuân Hưng Minh Diên",
)
LAOS = (
    "Thongloun Sonexay Bounnhang Khamphan Saysomphone Xaysomphone Saleumxay Thongsavanh Pany Choummaly Khamtay Vilay"
    " Alounkeo Sounthone Bounthong Viengthong Sommad Kikeo Phet Chansamone Malaythong Vansy Santiphab Phoxay",
    "Sisoulith Siphandone Vorachith Feuangsathit Phomvihane Kommasith Yathotou Sayasone Siphandon Lakhamphone Kittikhoun"
    " Xayachack Sisouphanthong Vilaphanh Keomixay Khaykhamphithoune Chanyalath Kuamsy",
)
THAILAND_CAMBODIA = (
    "Paetongtarn Srettha Prayut Don Parnpree Maris Anutin Sihasak Somchai Thaksin Abhisit Surakiart Hun Prak Sok Chea"
    " Khuon Tea Heng Say",
    "Shinawatra Thavisin Chan-ocha Pramudwinai Bahiddha-nukara Sangiampongsa Charnvirakul Phuangketkeow Wongsawat Manet"
    " Sokhonn Chenda Sophea Sudary Seiha Samrin Samal Vejjajiva",
)
CHINA = (
    "Xi Li Wang Zhao Han Liu Chen Yang Qin Ding He Sun Zhang Ma Cai Hu Wu Xu Wei Shen",
    "Jinping Qiang Yi Leji Zheng Jianchao Gang Xuexiang Lifeng Haixing Wei Guozhong Xiaodong Weidong Chunhua Jiechi Qishan"
    " Keqiang Fenghe Shangfu Zhaoxu Weiyi",
)
ARAB = (
    "Mohammed Mohamed Abdullah Abdulaziz Faisal Khalid Tamim Hamad Salman Ahmed Mahmoud Nasser Hussein Ibrahim Omar Yusuf"
    " Badr Sami Ali Hassan Fuad Ayman Mustafa Karim Rashid Anwar",
    "al-Sisi Al-Sudani al-Sabah Al_Saud Al_Thani bin_Zayed bin_Salman Abdelatty Shoukry Safadi Mikati al-Burhan Aoun Salam"
    " Haniyeh Fidan Tebboune Saied Bourita al-Jubeir bin_Farhan Al_Nahyan al-Maliki Attaf Albusaidi",
)
KOREA = (
    "Lee Jae-myung;Yoon Suk Yeol;Moon Jae-in;Cho Tae-yul;Park Jin;Chung Eui-yong;Han Duck-soo;Kim Jong Un;Kim Yo-jong;"
    "Choe Son-hui;Kang Kyung-wha;Cho Hyun;Wi Sung-lac;Kim Min-seok;Choi Sang-mok;Pak Thae-song"
)
HOLDERS = (
    "Cyril Ramaphosa;William Ruto;Bola Tinubu;Paul Kagame;Abiy Ahmed;Samia Suluhu Hassan;Hakainde Hichilema;Nana Akufo-Addo;"
    "Félix Tshisekedi;Yoweri Museveni;Lazarus Chakwera;Macky Sall;Bassirou Diomaye Faye;Alassane Ouattara;João Lourenço;"
    "Filipe Nyusi;Moussa Faki Mahamat;Musalia Mudavadi;Naledi Pandor;Ronald Lamola;Faustin-Archange Touadéra;"
    "Denis Sassou Nguesso;Emmerson Mnangagwa;Netumbo Nandi-Ndaitwah;Duma Boko",
    "Kassym-Jomart Tokayev;Shavkat Mirziyoyev;Sadyr Japarov;Emomali Rahmon;Gurbanguly Berdimuhamedov;Serdar Berdimuhamedov;"
    "Ilham Aliyev;Nikol Pashinyan;Ararat Mirzoyan;Jeyhun Bayramov;Bakhtiyor Saidov;Murat Nurtleu;Ukhnaagiin Khürelsükh;"
    "Battsetseg Batmunkh;Sirojiddin Muhriddin;Jeenbek Kulubaev;Luvsannamsrain Oyun-Erdene;Rashid Meredov",
    "Ursula von der Leyen;António Costa;Kaja Kallas;Josep Borrell;Charles Michel;Annalena Baerbock;Jean-Noël Barrot;"
    "Stéphane Séjourné;Radosław Sikorski;Péter Szijjártó;Jan Lipavský;Petr Fiala;Zuzana Čaputová;Aleksandar Vučić;"
    "Edgars Rinkēvičs;Gitanas Nausėda;Gabrielius Landsbergis;Elina Valtonen;Jonas Gahr Støre;Mette Frederiksen;"
    "Lars Løkke Rasmussen;Micheál Martin;José Manuel Albares;Luís Montenegro;Kyriakos Mitsotakis;Ekrem İmamoğlu;"
    "Recep Tayyip Erdoğan;Maia Sandu;Denys Shmyhal;Dmytro Kuleba;Andrii Sybiha;Dmitry Peskov;Sergei Lavrov;Maria Zakharova;"
    "Yury Ushakov;Mikhail Mishustin;Alexander Lukashenko",
    "Luiz Inácio Lula da Silva;Gabriel Boric;Javier Milei;Nicolás Maduro;Andrés Manuel López Obrador;Claudia Sheinbaum;"
    "Dina Boluarte;Gustavo Petro;Mauro Vieira;Alicia Bárcena;Alberto van Klaveren;Luis Lacalle Pou;Santiago Peña;"
    "Rodrigo Chaves;Xiomara Castro;Miguel Díaz-Canel;Bruno Rodríguez Parrilla;Laurentino Cortizo;Daniel Noboa",
    "Narendra Modi;Subrahmanyam Jaishankar;S. Jaishankar;Rajnath Singh;Shehbaz Sharif;Ishaq Dar;Muhammad Yunus;"
    "Sheikh Hasina;A.K. Abdul Momen;Ranil Wickremesinghe;Anura Kumara Dissanayake;Tshering Tobgay;Pushpa Kamal Dahal;"
    "K.P. Sharma Oli;Joko Widodo;Prabowo Subianto;Retno Marsudi;Sugiono;Anwar Ibrahim;Mohamad Hasan;Ferdinand Marcos Jr.;"
    "Enrique Manalo;Bongbong Marcos;Lawrence Wong;Lee Hsien Loong;Vivian Balakrishnan;Hassanal Bolkiah;Xanana Gusmão;"
    "José Ramos-Horta;Fumio Kishida;Shigeru Ishiba;Yoko Kamikawa;Takeshi Iwaya;Yoshimasa Hayashi;Sanae Takaichi;"
    "Min Aung Hlaing;Than Swe;James Marape;Sitiveni Rabuka;Penny Wong;Winston Peters;Masoud Pezeshkian;Abbas Araghchi;"
    "Hossein Amir-Abdollahian;Ebrahim Raisi",
)
TITLE = re.compile(
    r"^(King|Queen|Emperor|President|Prime|Minister|Chancellor|Prince|Crown|Emir|Amir|Sultan|Foreign|Deputy|Vice|Premier"
    r"|General|Secretary|Dr\.?|Sir|Mr\.?|Mrs\.?|Sheikh|Pope|Princess|Chairman|Taoiseach|Interim|Acting|Elect"
    r"|President-elect|of|the|First|State|Governor|Grand|Duke|Shah|Marshal|Field|Lieutenant|Colonel|Captain|Brigadier"
    r"|Major)$"
)
# Names that are a place as often as a person or a month.
AMBIGUOUS = {
    "Georgia", "Jordan", "Chad", "Washington", "Israel", "Lincoln", "Jackson", "Victoria", "Sydney", "Santiago", "Niger",
    "Turkey", "March", "Nice", "Reading", "Bath", "Cork", "Split", "Most", "Male", "Guinea", "Polish",
}  # fmt: skip
WITHOUT_ARTICLE = {"place", "organisation", "facility", "law", "event", "norp", "person"}


def words(text: str) -> list[str]:
    """A listed name in the tokens that the sample has."""
    return [part for word in text.split() for part in re.split(r"(?<=\w)(-)(?=\w)", word) if part]


def bare(text: str) -> str:
    """A name without its diacritics."""
    text = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def table(name: str) -> list[dict]:
    with open(RULES / name, encoding="utf8") as lines:
        rows = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


def listed(cell: str | None) -> list[str]:
    return [name.strip() for part in (cell or "").split("|") for name in part.split("=") if name.strip()]


class Gazetteer:
    """What the tables of rules/ say a run of words is."""

    def __init__(self):
        self.kinds, self.states, self.cities, self.peoples = {}, [], [], []
        for row in table("states.tsv"):
            self.put([row["name"], row["official"], *listed(row["also"])], "place")
            self.put(listed(row["capitals"]), "place")
            self.put(listed(row["adjectives"]) + listed(row["people"]), "norp")
            self.states.append(row["name"])
            self.cities += listed(row["capitals"])
            self.peoples += listed(row["adjectives"])
        for name, kind in (("organisations", "organisation"), ("bodies", "organisation"), ("venues", "facility")):
            for row in table(f"{name}.tsv"):
                self.put([row["name"], *listed(row["also"])], kind)
        for row in table("places.tsv"):
            self.put([row["name"], *listed(row["also"])], "place")
            self.cities.append(row["name"])
        self.cities = [city for city in self.cities if len(city) > 3]
        self.titles = {tuple(words(form.lower())) for form in self.title_forms()}

    def put(self, names, kind):
        for name in names:
            if len(name) > 2 and name[0].isupper():
                self.kinds.setdefault(tuple(words(name)), kind)

    @staticmethod
    def title_forms():
        for row in table("offices.tsv") + table("lists/honorific.tsv"):
            yield from [row["phrase"], *listed(row.get("forms"))]

    def hits(self, sentence):
        """(start, end, kind) of the longest listed runs, from the left."""
        at = 0
        while at < len(sentence):
            for length in range(min(7, len(sentence) - at), 0, -1):
                kind = self.kinds.get(tuple(sentence[at : at + length]))
                if kind:
                    yield at, at + length, kind
                    at += length - 1
                    break
            at += 1

    def is_titled(self, sentence, start):
        before = [tuple(word.lower() for word in sentence[start - n : start]) for n in range(1, 5) if n <= start]
        return any(title in self.titles for title in before)


def repaired(sentence, names, gazetteer):
    """The names of a sentence, corrected by tables and titles, without articles, from the left, none in another."""
    spans = corrected_by_tables(sentence, [tuple(name) for name in names], gazetteer)
    found = []
    for start, end, kind in sorted(spans):
        start, end, kind = corrected_by_title(sentence, (start, end, kind), spans, gazetteer)
        while start < end and kind in WITHOUT_ARTICLE and sentence[start].lower() in ("the", "a", "an"):
            start += 1
        if kind == "person" and end - start > 1 and sentence[end - 1] in ("Call", "Meeting", "Arrival", "’s", "'s"):
            end -= 1
        if start < end and (not found or start >= found[-1][1]):
            found.append([start, end, kind])
    return found


def corrected_by_tables(sentence, spans, gazetteer):
    for start, end, kind in gazetteer.hits(sentence):
        over = [span for span in spans if span[0] < end and start < span[1]]
        if any(span[0] <= start and end <= span[1] and span[1] - span[0] > end - start for span in over):
            continue
        is_one = end - start == 1
        doubtful = is_one and sentence[start] in AMBIGUOUS or kind == "facility" and not over
        if over and (doubtful or is_one and any(span[2] == "person" for span in over)):
            continue
        spans = [span for span in spans if span not in over] + [(start, end, kind)]
    return spans


def corrected_by_title(sentence, span, spans, gazetteer):
    """After a title stands a person, to the end of the capitalised run."""
    start, end, kind = span
    titled = gazetteer.is_titled(sentence, start)
    if titled and kind in ("organisation", "facility", "law") and end - start <= 3:
        if tuple(sentence[start:end]) not in gazetteer.kinds and all(word[0].isupper() for word in sentence[start:end]):
            kind = "person"
    if kind != "person":
        return span
    others = {other[0] for other in spans}
    while titled and end < len(sentence) and end - start < 4 and end not in others:
        word = sentence[end]
        if not re.match(r"^[A-ZÀ-ÝĀ-Ỹ][\w’'.-]*$", word) or TITLE.match(word) or word == "Party":
            break
        end += 1
    while end - start > 1 and (sentence[start].lower(),) in gazetteer.titles:
        start += 1
    return start, end, kind


class People:
    """Names to put in the place of others."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.leaders = sorted(set(self.visitors()) | {row["name"] for row in table("leaders.tsv") if " " in row["name"]})
        gold = [path for folder in ("gold", "readouts/gold", "corpus/gold") for path in (SHARED / folder).glob("*.json")]
        people = [person for path in gold for person in json.loads(path.read_text()).get("people", [])]
        self.annotated = {bare(person["name"]).lower() for person in people}

    @staticmethod
    def visitors():
        for path in unpacked("visits/visits.tar.gz").rglob("*.xml"):
            if not re.search(r"(19[6-9]|20)\d", path.name):
                continue
            for visitor in ElementTree.parse(path).iter("visitor"):
                name = (visitor.text or "").replace(",", " ").split()
                while name and TITLE.match(name[0]):
                    name = name[1:]
                if 2 <= len(name) <= 4 and all(word[0].isupper() for word in name):
                    yield " ".join(name)

    def another(self):
        """(full name, short name), in tokens; never a person of the annotated texts."""
        while True:
            full, short = self.drawn()
            if bare(" ".join(full)).lower().replace(" - ", "-") not in self.annotated:
                return full, short

    def drawn(self):
        pick, share = (lambda text: self.chance.choice(text.split())), self.chance.random()
        if share < 0.2:
            name = [pick(VIETNAM[0]), *(pick(VIETNAM[1]) for _ in range(self.chance.choice([0, 1, 1, 2]))), pick(VIETNAM[2])]
            if self.chance.random() < 0.45:
                name = [bare(word) for word in name]
            return name, [name[-1]] if self.chance.random() < 0.5 else name
        if share < 0.32:
            name = [pick(LAOS[0]), pick(LAOS[1])]
            return name, self.chance.choice([name[:1], name[1:], name])
        if share < 0.38:
            first, last = pick(THAILAND_CAMBODIA[0]), pick(THAILAND_CAMBODIA[1])
            return words(f"{first} {last}"), self.chance.choice([[first], words(last)])
        if share < 0.46:
            name = [pick(CHINA[0]), pick(CHINA[1])]
            return name, name[:1]
        if share < 0.52:
            name = words(self.chance.choice(KOREA.split(";")))
            return name, name[:1]
        if share < 0.62:
            first, last = pick(ARAB[0]), pick(ARAB[1]).replace("_", " ")
            return words(f"{first} {last}"), words(last) if "-" in last else words(f"{first} {last}")
        name = self.chance.choice(self.chance.choice(HOLDERS).split(";") if share < 0.82 else self.leaders)
        return words(name), words(name.replace(" Jr.", "").split()[-1])


class Exchange:
    """The names of one document, some of them exchanged, each person always for the same."""

    def __init__(self, gazetteer, people, chance):
        self.gazetteer, self.people, self.chance = gazetteer, people, chance
        self.known = {}
        self.is_on = chance.random() < 0.75

    def of(self, sentence, start, end, kind):
        old = sentence[start:end]
        if self.is_on:
            old = self.swapped(sentence, start, old, kind)
        if self.chance.random() < 0.02 and kind in ("person", "place"):
            return [word.upper() for word in old]
        return old

    def swapped(self, sentence, start, old, kind):
        name, share = " ".join(old).replace(" - ", "-"), self.chance.random()
        if kind == "person" and all(word[0].isalpha() or word in ".-'" for word in old):
            key = ([word for word in old if word not in ("Jr.", "Jr", "Sr.")] or old)[-1]
            if key not in self.known:
                self.known[key] = self.people.another() if self.chance.random() < 0.75 else None
            other = self.known[key]
            return other[len(old) == 1] if other else old
        if kind == "place" and name in self.gazetteer.states and share < 0.35:
            return old if start and sentence[start - 1].lower() == "the" else words(self.chance.choice(self.gazetteer.states))
        if kind == "place" and name in self.gazetteer.cities and share < 0.4:
            return words(self.chance.choice(self.gazetteer.cities))
        if kind == "norp" and name in self.gazetteer.peoples and share < 0.35:
            return words(self.chance.choice(self.gazetteer.peoples))
        return old

    def sentence(self, sentence, names):
        made, spans, at = [], [], 0
        for start, end, kind in names:
            made += sentence[at:start]
            new = self.of(sentence, start, end, kind)
            spans.append([len(made), len(made) + len(new), kind])
            made += new
            at = end
        return {"w": made + sentence[at:], "names": spans}


if __name__ == "__main__":
    gazetteer, people, chance = Gazetteer(), People(3), random.Random(5)
    with open(WORK / "sample.jsonl", encoding="utf8") as texts, open(WORK / "named.jsonl", "w", encoding="utf8") as out:
        for line in texts:
            text = json.loads(line)
            exchange = Exchange(gazetteer, people, chance)
            text["sentences"] = [
                exchange.sentence(one["w"], repaired(one["w"], one["names"], gazetteer)) for one in text["sentences"]
            ]
            out.write(json.dumps(text, ensure_ascii=False) + "\n")
