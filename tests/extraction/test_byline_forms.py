"""Printed bylines, form by form: who is named, and what beside a name is no part of it."""

from __future__ import annotations

import pytest

from newscrawl.extraction.people.read_people import byline_in, dateline_authors, names_alone


@pytest.mark.parametrize(
    ("line", "names"),
    [
        pytest.param("文● オカモト／入江編集部", ["オカモト", "入江編集部"], id="bullet, pen name, department"),
        pytest.param("文●岡本太一", ["岡本太一"], id="bullet"),
        pytest.param("取材・文◎岡本太一", ["岡本太一"], id="double circle"),
        pytest.param("執筆：ライター・佐藤花子", ["佐藤花子"], id="label and role"),
        pytest.param("TEXT：山田花子", ["山田花子"], id="full-width colon behind a Latin label"),
        pytest.param("Writer 山田花子", ["山田花子"], id="Latin label without a colon"),
        pytest.param("（文：山田花子）", ["山田花子"], id="label in a bracket"),
        pytest.param("文：K.S.", ["K.S."], id="initials"),
        pytest.param("by佐藤花子", ["佐藤花子"], id="by glued to kanji"),
        pytest.param("ByClara Winter", ["Clara Winter"], id="By glued"),
        pytest.param("By By Clara Winter", ["Clara Winter"], id="By doubled"),
        pytest.param("By: By Clara Winter and John Roe", ["Clara Winter", "John Roe"], id="By doubled with a colon"),
        pytest.param("By Clara Winter(Lisbon, harbour desk)", ["Clara Winter"], id="bracket glued to a name"),
        pytest.param("By Clara Winter (AP)", ["Clara Winter", "AP"], id="agency in a bracket"),
        pytest.param(
            "by Clara Winter / November 23, 2026 / Leave a comment", ["Clara Winter"], id="slashes and a button"
        ),
        pytest.param(
            "By Clara Winter Published in Town November 23, 2026 2:24 pm", ["Clara Winter"], id="section behind"
        ),
        pytest.param(
            "By Oscar Field - Associated Press - Monday, November 23, 2026",
            ["Oscar Field", "Associated Press"],
            id="dashes",
        ),
        pytest.param("Von dpa 30.04.2024, 18:58", ["dpa"], id="agency behind a weak label"),
        pytest.param("von Max Muster", ["Max Muster"], id="weak label"),
        pytest.param("Von Bülow", [], id="a name with a particle"),
        pytest.param("By Clara Winter, Staff Writer", ["Clara Winter"], id="role"),
        pytest.param("文／田中太郎教授", ["田中太郎"], id="title glued to a name"),
        pytest.param("文／佐々木太郎准教授", ["佐々木太郎"], id="longer title glued to a name"),
        pytest.param("文／睡眠外来医師", [], id="post without a name"),
        pytest.param("文／金沢大学教授", [], id="post at a place that begins as a surname does"),
        pytest.param("文／山田内科医師", [], id="post at a practice that begins with a surname"),
        pytest.param("By Kim On", ["Kim On"], id="a name that is also a small word"),
        pytest.param("By Clara Winter on Monday", ["Clara Winter"], id="weekday"),
        pytest.param("Photo submitted by Clara Winter", [], id="who sent a picture"),
        pytest.param("Submitted by Clara Winter", ["Clara Winter"], id="who sent the text"),
    ],
)
def test_a_labelled_line_names_its_writers(line: str, names: list[str]) -> None:
    assert [author.name for author in byline_in(line)] == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        pytest.param("[田中宏昌，ITmedia]", ["田中宏昌"], id="house in Latin letters"),
        pytest.param("［岡田有花，ITmedia］", ["岡田有花"], id="full-width brackets"),
        pytest.param("[田中宏昌、鈴木一郎、ITmedia]", ["田中宏昌", "鈴木一郎"], id="two names and a house"),
        pytest.param("（佐藤花子、AP）", ["佐藤花子", "AP"], id="an agency is no house"),
        pytest.param("《山田花子》", ["山田花子"], id="double angle brackets"),
        pytest.param("佐藤花子@緑川新報", ["佐藤花子"], id="at a house"),
        pytest.param("Lars Høgås Lars Høgås", ["Lars Høgås"], id="doubled"),
        pytest.param("Clara Winter ✉", ["Clara Winter"], id="sign for mail"),
        pytest.param("Clara Winter (Lyon, rédaction régionale)", ["Clara Winter"], id="bracket with a comma"),
    ],
)
def test_a_line_of_nothing_but_names_gives_them(line: str, names: list[str]) -> None:
    assert [author.name for author in names_alone(line)] == names


@pytest.mark.parametrize(
    "line",
    [
        "Image by Getty Images",
        "Photograph by Clara Winter/Getty Images",
        "Cover image via Shutterstock",
        "Illustration courtesy of Jane Roe",
        "Featured image by iStock",
        "写真：アフロ",
    ],
)
def test_whoever_made_a_picture_is_no_author(line: str) -> None:
    assert byline_in(line) == ()


@pytest.mark.parametrize("line", ["《山田花子》", "（山田花子）", "［山田花子］"])
def test_a_name_in_brackets_below_a_text_signs_it(line: str) -> None:
    assert [author.name for author in dateline_authors(line)] == ["山田花子"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("編集委員　小池和樹", ["小池和樹"]),
        ("客員論説委員・小池和樹", ["小池和樹"]),
        ("緑川新聞ソウル支局長　小池和樹", ["小池和樹"]),
        ("論説委員兼編集委員　小池和樹", ["小池和樹"]),
        ("運動部長 小池和樹", ["小池和樹"]),
        ("編集局次長・小池和樹", ["小池和樹"]),
        ("くらし報道センター　小池和樹", ["小池和樹"]),
        ("緑川放送局・首都圏局 小池和樹", ["小池和樹"]),
        ("みどりテレビ 報道局 社会部 小池和樹", ["小池和樹"]),
        ("科学・文化部 小池和樹", ["小池和樹"]),
        ("小池和樹 科学・文化部", ["小池和樹"]),
        ("（ソウル支局 小池和樹 / 国際部 佐藤花子）", ["小池和樹", "佐藤花子"]),
        ("政治部官邸キャップ　小池和樹", ["小池和樹"]),
        ("本誌　小池和樹", ["小池和樹"]),
        ("緑川経済 記者 小池 和樹", ["小池 和樹"]),
        ("小池和樹(読者センター)", ["小池和樹"]),
        ("秦融(編集委員)", ["秦融"]),
        ("加部 究（スポーツライター）", ["加部 究"]),
        ("緑川通信編集部　堅田ヒカル", ["堅田ヒカル"]),
        ("アン・ベルク国際報道主任特派員", ["アン・ベルク"]),
        ("[류영상 기자]", ["류영상"]),
        ("[문화부 기자]", []),
        ("By Anna Berg, Clara Winter, and Oscar Field", ["Anna Berg", "Clara Winter", "Oscar Field"]),
        ("Anna Berg | AM EDT", ["Anna Berg"]),
        ("From Wikipedia", []),
        ("小池和樹 ●ジャーナリスト", ["小池和樹"]),
        ("小池和樹● ミドリ・メディア社長", ["小池和樹"]),
        ("小池 和樹 : 緑川経済 記者", ["小池 和樹"]),
        ("小池和樹：緑川大学名誉教授", ["小池和樹"]),
        ("小池和樹 小池和樹", ["小池和樹"]),
        ("小池和樹Kazuki Koike", ["小池和樹"]),
        ("小池和樹(Kazuki Koike)", ["小池和樹"]),
        ("緑川映画編集長小池和樹", ["小池和樹"]),
        ("気象予報士・小池和樹", ["小池和樹"]),
        ("（小池和樹＝ソウル支局）", ["小池和樹"]),
        ("共同通信＝小池和樹", ["共同通信", "小池和樹"]),
        ("小池和樹社長", []),
        ("山手線", []),
        ("高校野球", []),
        ("長谷部", []),
        ("夏の海", []),
        ("編集長インタビュー", []),
        ("資料提供：緑川公文書館", []),
    ],
)
def test_what_is_beside_a_name_is_told_from_it(line: str, names: list[str]) -> None:
    assert [author.name for author in names_alone(line)] == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("評者・小池和樹（文芸評論家）", ["小池和樹"]),
        ("【評】小池和樹（英文学者）", ["小池和樹"]),
        ("［評者］小池和樹＝ライター", ["小池和樹"]),
        ("担当記者:小池 和樹(こいけ かずき)", ["小池 和樹"]),
        ("聞き手・小池和樹特別記者", ["小池和樹"]),
        ("聞き手/小池和樹(緑川編集部) 写真/佐藤花子", ["小池和樹"]),
        ("構成／ライター 小池和樹、聞き手／緑川社編集委員 佐藤花子", ["小池和樹", "佐藤花子"]),
        ("執筆／気象予報士　小池和樹", ["小池和樹"]),
        ("写真=佐藤花子／文=小池和樹", ["小池和樹"]),
        ("撮影:佐藤花子 / インタビュー:小池和樹", ["小池和樹"]),
        ("インタビュー・文 / 小池和樹 撮影 / 佐藤花子", ["小池和樹"]),
        ("インタビュー・テキスト：小池和樹　撮影：佐藤花子　編集：田中太郎（緑川編集部）", ["小池和樹"]),
        ("Interview&Text：小池和樹／Photo：佐藤花子", ["小池和樹"]),
        ("Text by 小池和樹　Photo by 佐藤花子", ["小池和樹"]),
        ("Report●小池和樹　Photo●佐藤花子", ["小池和樹"]),
        ("●文：小池和樹 ●写真：佐藤花子 ●編集：田中太郎", ["小池和樹"]),
        ("文=小池和樹 撮影=佐藤花子 ヘアメイク=田中恵(midori.) スタイリスト=山田愛", ["小池和樹"]),
        ("ライター：小池和樹,カメラマン：佐藤花子", ["小池和樹"]),
        ("取材・撮影：小池和樹", ["小池和樹"]),
        ("◆文・小池和樹／写真・佐藤花子", ["小池和樹"]),
        ("取材・文＝小池和樹　撮影＝佐藤花子　構成＝緑川編集部", ["小池和樹"]),
        ("取材・構成＝編集部", ["編集部"]),
        ("取材・文／さき。", ["さき"]),
        ("文・小池和樹社長", ["小池和樹"]),
        ("撮影／佐藤花子", []),
        ("監修：管理栄養士 佐藤花子", []),
        ("ヘア＆メイク／佐藤花子　スタイリスト／田中恵", []),
        ("取材協力：緑川気象協会", []),
        ("取材：市役所は会見で説明した。", []),
        ("解説：小池和樹（気象予報士）", ["小池和樹"]),
        ("by 共同通信", ["共同通信"]),
        ("Photographs by Anna Berg / Interview by Clara Winter", ["Clara Winter"]),
    ],
)
def test_a_task_says_who_wrote(line: str, names: list[str]) -> None:
    assert [author.name for author in byline_in(line)] == names


@pytest.mark.parametrize(
    ("end", "names"),
    [
        ("（取材・文:小池和樹【UAE】）", ["小池和樹"]),
        ("【東京社会部・小池和樹】", ["小池和樹"]),
        ("【まとめ・小池和樹】", ["小池和樹"]),
        ("【小池和樹、佐藤花子／デジタル報道グループ】", ["小池和樹", "佐藤花子"]),
        ("(報道部次長 小池和樹)", ["小池和樹"]),
        ("（みどりニュース特約・小池和樹）", ["小池和樹"]),
        ("（聞き手・構成小池和樹）", ["小池和樹"]),
        ("（文と写真・小池和樹）", ["小池和樹"]),
        ("（社会部・小池和樹、写真部・佐藤花子）", ["小池和樹"]),
        ("（写真映像部・佐藤花子）", ["佐藤花子"]),
        ("（文・小池和樹　写真・佐藤花子）", ["小池和樹"]),
        ("（構成／本誌・小池和樹）", ["小池和樹"]),
        ("（この連載は小池和樹が担当しました）", ["小池和樹"]),
        ("（小池和樹）＝おわり", ["小池和樹"]),
        ("＝この項おわり（小池和樹）", ["小池和樹"]),
        ("＝小池和樹", ["小池和樹"]),
        ("(平壌・共同)", ["共同"]),
        ("（木下はるみ）", ["木下はるみ"]),
        ("（みどりの会編集部）", ["みどりの会編集部"]),
        ("（夏の海）", []),
        ("（翻訳・編集／佐藤花子）", []),
    ],
)
def test_a_bracket_at_the_end_signs(end: str, names: list[str]) -> None:
    assert [author.name for author in dateline_authors(f"市は14日、発表した。{end}")] == names


@pytest.mark.parametrize(
    ("start", "names"),
    [
        ("【ソウル9日小池和樹】", ["小池和樹"]),
        ("【ソウル＝小池和樹、北京＝佐藤花子】", ["小池和樹", "佐藤花子"]),
        ("【ソウル小池和樹】", ["小池和樹"]),
        ("（ソウル＝小池和樹）", ["小池和樹"]),
        ("【ソウル＝共同】", ["共同"]),
        ("【ソウル特派員】", []),
    ],
)
def test_a_dateline_before_a_text_signs(start: str, names: list[str]) -> None:
    assert [author.name for author in dateline_authors(f"{start}市は14日、発表した。")] == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("◇小池和樹（こいけ・かずき）1975年、緑川市生まれ。編集委員。", ["小池和樹"]),
        ("◇小池和樹（こいけ・かずき）1975年、緑川市生まれ。俳優。", []),
    ],
)
def test_a_profile_signs_where_it_has_a_post_in_a_newsroom(line: str, names: list[str]) -> None:
    assert [author.name for author in dateline_authors(line)] == names
