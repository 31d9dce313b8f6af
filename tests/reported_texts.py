"""The article, in two languages, whose page the reported forms and kinds vary."""

from __future__ import annotations

HEADLINE = "図書館の分館、来年の夏に開館"
TEXT = [
    "入江町の図書館は28日、古い倉庫を改装した分館を来年の夏に開き、蔵書を2万冊に増やすと発表した。",
    "昨年度に本を借りた人は31万人を超え、館内の席が足りない日もあったと町の担当者は説明している。",
    "館長は「雨の日にも子どもが過ごせる場所にしたい」と語る。改装には1億5千万円をかける。",
    "ただ、司書のなり手は年々減っている。町は研修の費用を出し、働きながら資格を取れるようにする。",
]
ENGLISH = [
    "The library said on Monday that it will open a branch in an old storehouse next summer, with twenty thousand books.",
    "More than three hundred thousand people borrowed a book last year, and seats ran out on rainy days, it added.",
    "The rebuilding is put at a million dollars, and the town will pay for the training of six more librarians.",
]
