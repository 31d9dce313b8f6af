"""Names are read out of bylines, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extraction.people.read_people import read_authors
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
    "社会部・小池和樹": ["小池和樹"],
    "編集委員・小池和樹": ["小池和樹"],
    "論説委員 小池和樹": ["小池和樹"],
    "特派員・小池和樹": ["小池和樹"],
    "聞き手・小池和樹": ["小池和樹"],
    "ソウル=小池和樹": ["小池和樹"],
    "小池和樹＝フリーライター": ["小池和樹"],
    "小池和樹 スポーツジャーナリスト": ["小池和樹"],
    "小池和樹（こいけ・かずき）": ["小池和樹"],
    "撮影・小池和樹": [],
    "訳：小池和樹": [],
    "印刷する": [],
    "記事を保存": [],
    "著者をフォロー": [],
    "最終更新": [],
    "公開中": [],
    "最終変更": [],
    "共同通信": ["共同通信"],
    "【ソウル時事】": ["時事"],
    "【AFP＝時事】": ["AFP＝時事"],
    "[ソウル 23日 ロイター]": ["ロイター"],
    "韓国・聯合ニュース": ["聯合ニュース"],
    "配信：聯合ニュース": ["聯合ニュース"],
    "© 聯合ニュース": ["聯合ニュース"],
    "小池和樹（共同通信）": ["小池和樹", "共同通信"],
    "小池和樹 2025年1月14日 20:00": ["小池和樹"],
    "2025/01/14 20:00 小池和樹": ["小池和樹"],
    "구현모 기자": ["구현모"],
    "구현모 선임기자": ["구현모"],
    "박준석 기자 외 1명": ["박준석"],
    "글 구현모": ["구현모"],
    "인턴기자 구현모": ["구현모"],
    "기자명 구현모 기자": ["구현모"],
    "구현모·이영희 기자": ["구현모", "이영희"],
    "구현모 이영희 기자": ["구현모", "이영희"],
    "사진 구현모 기자": [],
    "입력 2025.01.14": [],
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
    "ByJane DoeCulture Writer20:00, 14 Jan 2025|comments": ["Jane Doe"],
    "Jane Doe, Political Editor": ["Jane Doe"],
    "Jane Doe Senior Reporter": ["Jane Doe"],
    "Jane Doe (Reuters)": ["Jane Doe", "Reuters"],
    "By Jane Doe and John Roe The Associated Press": ["Jane Doe", "John Roe", "The Associated Press"],
    "Dr. Jane Doe, PhD": ["Dr. Jane Doe"],
    "Prof. Dr. Jane Doe": ["Prof. Dr. Jane Doe"],
    "John Roe Jr.": ["John Roe Jr."],
    "By Jane Doe For Dailypaper.Com": ["Jane Doe"],
    "By Jane Doe in New York and John Roe in Paris": ["Jane Doe", "John Roe"],
    "Reporting by Jane Doe; Editing by John Roe": ["Jane Doe"],
    "Jane Doe Deputy Audience Desk Director": ["Jane Doe"],
    "Jane Doe Weekend Features Editor": ["Jane Doe"],
    "Jane Doe Schools Correspondent": ["Jane Doe"],
    "Words: Jane Doe": ["Jane Doe"],
    "Von unserem Redakteur Max Müller": ["Max Müller"],
    "Max Müller und Agenturen": ["Max Müller"],
    "Text und Fotos: Max Müller": ["Max Müller"],
    "Par Jean Dupont avec AFP": ["Jean Dupont", "AFP"],
    "Par Jean Dupont (avec AFP)": ["Jean Dupont", "AFP"],
    "di Redazione": ["Redazione"],
    "oprac. Jan Kowalski": ["Jan Kowalski"],
    "Read more": [],
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
    "Harbour Team": ["Harbour Team"],
    "Le Figaro et AFP": ["Le Figaro et AFP"],
    "Deutsche Welle (www.dw.com)": ["Deutsche Welle"],
    "ntv.com.tr": ["ntv.com.tr"],
    "dpa": ["dpa"],
    "AFP, MANILA": ["AFP"],
    "Reporter": [],
    "By TPN, in News · Portugal, Business, Tourism · 31 Jan 2025, 0 Comments": ["TPN"],
    "(Image: Getty Images/Cultura RF)": [],
    "wie der Streit um die alte Brücke am Hafen": [],
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
