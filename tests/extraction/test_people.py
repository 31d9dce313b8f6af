"""Names are read out of bylines, datelines and signatures, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extraction.people import byline_in, dateline_authors, is_agency, read_authors, signature_of
from newscrawl.extraction.people_houses import is_house, most_telling, without_house
from newscrawl.items import Author

NAMES = {
    "小池和樹": ["小池和樹"],
    "小池 和樹": ["小池 和樹"],
    "小池　和樹": ["小池 和樹"],
    "佐々木 一郎": ["佐々木 一郎"],
    "五十嵐 慎太郎": ["五十嵐 慎太郎"],
    "小池和樹 田中太郎": ["小池和樹", "田中太郎"],
    "小池和樹、田中太郎": ["小池和樹", "田中太郎"],
    "小池和樹・田中太郎": ["小池和樹", "田中太郎"],
    "小池和樹／田中太郎": ["小池和樹", "田中太郎"],
    "ジョン・スミス": ["ジョン・スミス"],
    "小池和樹記者": ["小池和樹"],
    "小池和樹 記者": ["小池和樹"],
    "小池和樹（記者）": ["小池和樹"],
    "記者 小池和樹": ["小池和樹"],
    "記者：小池和樹": ["小池和樹"],
    "小池和樹・ソウル特派員": ["小池和樹"],
    "文＝小池和樹": ["小池和樹"],
    "文=小池和樹": ["小池和樹"],
    "文：小池和樹": ["小池和樹"],
    "文／小池和樹": ["小池和樹"],
    "取材・文＝小池和樹": ["小池和樹"],
    "取材・文／小池和樹": ["小池和樹"],
    "文・写真＝小池和樹": ["小池和樹"],
    "文＝小池和樹、写真＝田中太郎": ["小池和樹"],
    "文＝小池和樹 撮影＝田中太郎": ["小池和樹"],
    "写真＝田中太郎": [],
    "【記者 小池和樹】": ["小池和樹"],
    "【小池和樹】": ["小池和樹"],
    "（小池和樹）": ["小池和樹"],
    "（ソウル＝小池和樹）": ["小池和樹"],
    "執筆：小池和樹": ["小池和樹"],
    "著者：小池和樹": ["小池和樹"],
    "ライター：小池和樹": ["小池和樹"],
    "この記事の筆者 小池和樹 フォロー すべて見る": ["小池和樹"],
    "編集部 小池和樹": ["小池和樹"],
    "編集部": ["編集部"],
    "江南タイムズ編集部": ["江南タイムズ編集部"],
    "共同通信": ["共同通信"],
    "小池和樹（共同通信）": ["小池和樹", "共同通信"],
    "小池和樹 2025年1月14日 20:00": ["小池和樹"],
    "2025/01/14 20:00 小池和樹": ["小池和樹"],
    "구현모 기자": ["구현모"],
    "구현모 선임기자": ["구현모"],
    "박준석 기자 외 1명": ["박준석"],
    "글 구현모": ["글 구현모"],
    "글: 구현모": ["구현모"],
    "記者張三／台北報導": ["張三"],
    "作者：张三": ["张三"],
    "Jane Doe": ["Jane Doe"],
    "By Jane Doe": ["Jane Doe"],
    "by Jane Doe and John Roe": ["Jane Doe", "John Roe"],
    "By Jane Doe, John Roe and Ann Poe": ["Jane Doe", "John Roe", "Ann Poe"],
    "By Jane Doe & John Roe": ["Jane Doe", "John Roe"],
    "Written by Jane Doe": ["Jane Doe"],
    "Jane Doe; John Roe": ["Jane Doe", "John Roe"],
    "Jane Doe | Jan 14, 2025": ["Jane Doe"],
    "By Jane Doe Published 14 January 2025 20:00": ["Jane Doe"],
    "ByJane DoeLifestyle Writer20:00, 14 Jan 2025|comments": ["Jane Doe"],
    "Jane Doe, Political Editor": ["Jane Doe"],
    "Jane Doe Senior Reporter": ["Jane Doe"],
    "Jane Doe (Reuters)": ["Jane Doe", "Reuters"],
    "By Jane Doe and John Roe The Associated Press": ["Jane Doe", "John Roe", "The Associated Press"],
    "Dr. Jane Doe, PhD": ["Dr. Jane Doe"],
    "Victoria O’Regan": ["Victoria O’Regan"],
    "Von Max Müller": ["Max Müller"],
    "Von Max Müller und Anna Groß, Berlin": ["Max Müller", "Anna Groß"],
    "Max Müller Redakteur": ["Max Müller"],
    "Ein Kommentar von Max Müller": ["Max Müller"],
    "Ursula von der Leyen": ["Ursula von der Leyen"],
    "Karl von Habsburg": ["Karl von Habsburg"],
    "Von Bülow": ["Von Bülow"],
    "Par Jean Dupont": ["Jean Dupont"],
    "Par Jean Dupont et Anne Martin": ["Jean Dupont", "Anne Martin"],
    "Por María García": ["María García"],
    "María García y José Pérez": ["María García", "José Pérez"],
    "José Ortega y Gasset": ["José Ortega y Gasset"],
    "Di Mario Rossi": ["Mario Rossi"],
    "Mario Rossi e Luca Bianchi": ["Mario Rossi", "Luca Bianchi"],
    "Gianluca Di Marzio": ["Gianluca Di Marzio"],
    "Michelle de Oliveira": ["Michelle de Oliveira"],
    "Автор: Иван Петров": ["Иван Петров"],
    "Text: Max Müller, Fotos: Anna Groß": ["Max Müller"],
    "Redaktion": ["Redaktion"],
    "Guardian staff reporter": ["Guardian staff reporter"],
    "Gear Team": ["Gear Team"],
    "Le Figaro et AFP": ["Le Figaro et AFP"],
    "Deutsche Welle (www.dw.com)": ["Deutsche Welle"],
    "ntv.com.tr": ["ntv.com.tr"],
    "dpa": ["dpa"],
    "AFP, MANILA": ["AFP"],
    "Reporter": [],
    "By TPN, in News · Portugal, Business, Tourism · 31 Jan 2025, 0 Comments": ["TPN"],
    "(Image: Getty Images/Cultura RF)": [],
    "wie die Antwort im Umgang mit religiösen Fanatikern": [],
    "Redakteur": [],
    "Staff Writer": [],
    "Facebook": [],
    "@zeitonline": [],
    "https://www.facebook.com/stern": [],
    "2025年1月14日 20時00分": [],
    "January 14, 2025": [],
    "アクセス": [],
    "Editor: Jane Doe": [],
    "admin": [],
    "": [],
    "政府は14日、新しい経済政策を発表した。首相は国民に説明する。": [],
}


@pytest.mark.parametrize(("printed", "names"), NAMES.items())
def test_a_byline_gives_its_names(printed, names):
    assert [author.name for author in read_authors(printed)] == names


@pytest.mark.parametrize(
    ("printed", "authors"),
    [
        ("小池和樹 koike@example.jp", [("小池和樹", "koike@example.jp")]),
        ("小池和樹(koike@example.jp)", [("小池和樹", "koike@example.jp")]),
        ("小池和樹 / koike＠example.jp", [("小池和樹", "koike@example.jp")]),
        ("koike@example.jp 小池和樹", [("小池和樹", "koike@example.jp")]),
        ("구현모 기자 nine@example.kr", [("구현모", "nine@example.kr")]),
        ("By Jane Doe, jane@example.com", [("Jane Doe", "jane@example.com")]),
        ("小池和樹 a@example.jp、田中太郎 b@example.jp", [("小池和樹", "a@example.jp"), ("田中太郎", "b@example.jp")]),
        ("小池和樹、田中太郎 a@example.jp b@example.jp", [("小池和樹", "a@example.jp"), ("田中太郎", "b@example.jp")]),
        ("小池和樹、田中太郎 b@example.jp", [("小池和樹", None), ("田中太郎", "b@example.jp")]),
        (["小池和樹", "koike@example.jp"], [("小池和樹", "koike@example.jp")]),
        (["小池和樹", "小池和樹 koike@example.jp"], [("小池和樹", "koike@example.jp")]),
        ("koike@example.jp", []),
    ],
)
def test_an_address_belongs_to_its_owner(printed, authors):
    assert read_authors(printed) == tuple(Author(name=name, email=email) for name, email in authors)


@pytest.mark.parametrize(
    "name", ["共同通信", "時事", "AP", "ＡＰ", "ロイター", "聯合ニュース", "연합뉴스", "The Associated Press", "dpa"]
)
def test_an_agency_is_known(name):
    assert is_agency(name)


@pytest.mark.parametrize("name", ["小池和樹", "Jane Doe", "구현모", "DER SPIEGEL", "編集部", "共同"[:1]])
def test_a_person_or_paper_is_no_agency(name):
    assert not is_agency(name)


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("（ソウル＝小池和樹） 韓国政府は14日、発表した。", ["小池和樹"]),
        ("【ソウル＝小池和樹】韓国政府は14日、発表した。", ["小池和樹"]),
        ("【ソウル聯合ニュース】韓国政府は14日、発表した。", ["聯合ニュース"]),
        ("【ワシントン共同】米政府は14日、発表した。", ["共同"]),
        ("[서울=뉴시스]김철수 기자 = 정부는 14일 발표했다.", ["뉴시스", "김철수"]),
        ("(서울=연합뉴스) 정부는 14일 발표했다.", ["연합뉴스"]),
        ("HAYWARD, Calif. (AP) — The Latest on a deadly stabbing.", ["AP"]),
        ("BERLIN (dpa) Die Regierung hat am Montag beschlossen.", ["dpa"]),
        ("PARIS (Reuters) - The government said on Monday.", ["Reuters"]),
        ("The Alliance (NATO) - founded in 1949 - said on Monday.", []),
        ("The Associated Press (AP) reported on Monday.", []),
        ("政府は14日、発表した。【小池和樹】", ["小池和樹"]),
        ("政府は14日、発表した。（小池和樹、田中太郎）", ["小池和樹", "田中太郎"]),
        ("政府は14日、発表した。（共同）", ["共同"]),
        ("政府は14日、発表した。（続く）", []),
        ("政府は14日、発表した。（敬称略）", []),
        ("政府は14日、発表した。（東京都）", []),
        ("首相は会見した（写真）", []),
        ("大会には選手（小池和樹）", []),
        ("（14日）の会見で述べた。", []),
        ("普通の段落である。", []),
    ],
)
def test_a_dateline_names_its_writer(paragraph, names):
    assert [author.name for author in dateline_authors(paragraph)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("取材・文＝小池和樹", ["小池和樹"]),
        ("小池和樹記者", ["小池和樹"]),
        ("Jane Doe", []),
        ("今日の天気", []),
        ("Capital | von Jemima Kelly", ["Jemima Kelly"]),
        ("Gratulation von Stocker, Karner und Meinl-Reisinger", []),
        ("The office is reportedly being built by Mr Pin.", []),
        ("Mehr Information zu den Ausstellungen von Titus Schade in Leipzig: Galerie Eigen", []),
        ("By TPN, in News · Portugal, Business · 31 Jan 2025, 0 Comments", ["TPN"]),
        (
            "Von: Bill MCCARTHY, Marisha GOLDHAMER, AFP Deutschland",
            ["Bill MCCARTHY", "Marisha GOLDHAMER", "AFP Deutschland"],
        ),
        ("By Matthew Digby , Minh Do on Monday, November 18th, 2019 at 11:08 a.m.", ["Matthew Digby", "Minh Do"]),
        ("Posted on Oktober 27, 2015 by Jane Doe", ["Jane Doe"]),
        ("Written by Jane Doe, MS, RD on November 14, 2019", ["Jane Doe"]),
        ("By Jane Doe for the Daily News", ["Jane Doe"]),
        ("By Jane Doe/AFP", ["Jane Doe", "AFP"]),
        ("Photo by Jane Doe", []),
        ("Von Jane Doe", ["Jane Doe"]),
        ("Par Jane Doe", ["Jane Doe"]),
        ("Por Juan Pérez y Ana Díaz", ["Juan Pérez", "Ana Díaz"]),
        ("Di Mario Rossi", ["Mario Rossi"]),
        ("Door Jan Jansen", ["Jan Jansen"]),
        ("Tekst: Ola Nordmann", ["Ola Nordmann"]),
        ("Skrevet av Ola Nordmann", ["Ola Nordmann"]),
        ("Geschreven door Jan Jansen", ["Jan Jansen"]),
        ("Escrito por Juan Pérez", ["Juan Pérez"]),
        ("Écrit par Jean Dupont", ["Jean Dupont"]),
        ("Publicado por João Silva", ["João Silva"]),
        ("記者 小池和樹", ["小池和樹"]),
        ("記者：小池和樹 公開 2025年1月14日", ["小池和樹"]),
        ("文/小池和樹", ["小池和樹"]),
        ("記者王小明／台北報導", ["王小明"]),
        ("記者は会見で説明した", []),
        ("記者 会見の様子を伝える", []),
        ("wollen den Ruf nach einem Kalifat, wie die Antwort im Umgang mit religiösen Fanatikern aussehen soll", []),
        ("Die Politik sucht, von Berlin bis Wien, nach einer Antwort auf religiöse Fanatiker", []),
    ],
)
def test_a_text_is_a_byline_only_with_a_label(text, names):
    assert [author.name for author in byline_in(text)] == names


@pytest.mark.parametrize(
    ("lines", "line_count", "authors"),
    [
        (["発表した。", "小池和樹", "koike@example.jp"], 2, [("小池和樹", "koike@example.jp")]),
        (["発表した。", "小池和樹 koike@example.jp"], 1, [("小池和樹", "koike@example.jp")]),
        (["発表した。", "小池和樹 記者 koike@example.jp"], 1, [("小池和樹", "koike@example.jp")]),
        (["発表した。", "koike@example.jp"], 1, []),
        (["発表した。", "（小池和樹）"], 1, [("小池和樹", None)]),
        (["発表した。", "小池和樹記者"], 1, [("小池和樹", None)]),
        (["발표했다.", "구현모 기자 nine@example.kr"], 1, [("구현모", "nine@example.kr")]),
        (["発表した。", "小池和樹", "", "koike@example.jp", ""], 4, [("小池和樹", "koike@example.jp")]),
        (["He left.", "Jane Doe", "jane@example.com"], 2, [("Jane Doe", "jane@example.com")]),
        (["発表した。", "小池和樹"], 0, []),
        (["発表した。", "そうなのか。"], 0, []),
        (["He left.", "The end"], 0, []),
        (["連絡先は koike@example.jp まで。お待ちしています。"], 0, []),
        ([], 0, []),
    ],
)
def test_a_signature_is_told_from_the_body(lines, line_count, authors):
    signature = signature_of(lines)

    assert signature.line_count == line_count
    assert signature.authors == tuple(Author(name=name, email=email) for name, email in authors)


def test_a_name_alone_is_a_signature_when_the_byline_has_it():
    assert signature_of(["発表した。", "小池和樹"], authors=["小池 和樹"]).line_count == 1


@given(printed=st.text(max_size=120))
def test_any_text_gives_clean_names(printed):
    for author in read_authors(printed):
        assert author.name == author.name.strip()
        assert any(character.isalpha() for character in author.name)
        assert "@" not in author.name


FAMILY = st.sampled_from("小池 田中 佐藤 五十嵐 金 長谷川 林".split())
GIVEN = st.sampled_from("和樹 太郎 花子 慎太郎 愛 さくら".split())
JAPANESE_NAMES = st.tuples(FAMILY, GIVEN).map("".join).filter(lambda name: len(name) > 2)


@given(
    names=st.lists(JAPANESE_NAMES, min_size=1, max_size=4, unique=True), mark=st.sampled_from(["、", "・", "，", " / "])
)
def test_any_list_of_japanese_names_is_read_back(names, mark):
    assert [author.name for author in read_authors("文＝" + mark.join(names))] == names


@given(names=st.lists(JAPANESE_NAMES, min_size=1, max_size=4))
def test_reading_names_again_changes_nothing(names):
    once = [author.name for author in read_authors(names)]

    assert [author.name for author in read_authors(once)] == once


@pytest.mark.parametrize(
    ("name", "house"),
    [
        ("STERN.de", "https://www.stern.de/capital/story"),
        ("毎日新聞", "毎日新聞社"),
        ("毎日新聞デジタル", "毎日新聞"),
        ("n-tv NACHRICHTEN", "https://www.n-tv.de/sport/"),
        ("Lesotho Times", "https://lestimes.com/story/"),
        ("Lesotho Times", "Lesotho Times"),
        ("한국일보", "한국일보"),
    ],
)
def test_a_house_is_known_by_its_names(name, house):
    houses = [house, "Lesotho Times"] if "lestimes" in house else [house]

    assert is_house(name, houses)


@pytest.mark.parametrize("name", ["Jane Doe", "小池和樹", "AFP", "Anadolu Ajansı"])
def test_a_writer_is_no_house(name):
    assert not is_house(name, ["https://www.example.jp/news/1", "江南タイムズ", "Example News", ""])


def test_the_candidate_that_names_a_person_tells_most():
    house, person = read_authors("江南タイムズ"), read_authors("小池和樹")

    assert most_telling([(), house, person], ["江南タイムズ"]) == 2
    assert most_telling([(), house], ["江南タイムズ"]) == 1
    assert most_telling([(), ()], ["江南タイムズ"]) is None


def test_a_house_beside_a_person_is_left_out():
    both = read_authors(["江南タイムズ", "小池和樹"])

    assert without_house(both, ["江南タイムズ"]) == read_authors("小池和樹")
    assert without_house(both[:1], ["江南タイムズ"]) == both[:1]
