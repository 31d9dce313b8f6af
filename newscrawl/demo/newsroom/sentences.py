"""The demo's sentence patterns. A word in braces is replaced: by a word of `words`, or by another pattern."""

from __future__ import annotations

OPENERS = tuple(
    line.strip()
    for line in """
{when}、|{place}では|{venue}で開かれた集まりで、|関係者によると、|{group}の調べでは、|一方で、|これに先立ち、|もっとも、|{place}の{venue}では、|
{who}の周辺では|翌日になって|{group}によれば|こうした中、|現場の{venue}では|ところが、|その直後、|取材を重ねると、|{place}から届いた知らせでは、|
{num}という数字を前に、|公開された記録を見ると、|{feel}が広がる{place}で、|事情に詳しい{role}の話では、|意外なことに、|{when}の時点で、|
背景をたどると、|誰もが{feel}を隠せない中、|現地の夕刊は、|長い沈黙を破り、|{group}が配った資料では、|近くに住む{role}は、||||||||||||
""".replace("\n", "").split("|")
)
CORES = tuple(
    line
    for line in """
{who}は{topic}をめぐり、{adj}提案を示した
{group}は{topic}の扱いを{place}で改めて話し合う方針だ
{topic}に関わった{role}の数は{num}に達したとみられる
{who}が{venue}に姿を見せると、集まった人々から{feel}の声が上がった
{group}の内部では、{topic}に対する{feel}が日増しに強まっている
「{nick}」と名付けられた計画は、{topic}を大きく変えるかもしれない
{topic}の費用は{num}と見積もられ、{group}が半分を負担する
{who}と{who2}の間には、{topic}の進め方で{adj}隔たりが残る
{place}の{role}たちは、{topic}が暮らしに及ぼす影響を案じている
{group}は{when}までに{topic}の中身を明らかにすると約束していた
{topic}について尋ねられた{who}は、首を横に振った
記者の問いに{who2}は、「{say}」と短く返した
{who}は自らの交流サイトに「{say}」と書き込み、{feel}をにじませた
「{say}」という{who}の言葉は、またたく間に{place}を駆け巡った
{group}の{role}は「{say}」とした上で、「{say2}」と付け加えた
{topic}を扱った『{nick}』は、{num}の支持を集めて首位に躍り出た
{venue}には朝早くから列ができ、最後尾の札には{num}と書かれていた
{who}が語った{adj}見通しに、{group}は耳を傾けた
{topic}の先行きを占う{num}という結果に、{place}の市場は揺れた
{role}らの一団が{venue}に入り、{topic}の跡を調べ始めた
かつて{place}で起きた『{nick}』の騒ぎを思い出す人も少なくない
{group}が示した{num}の根拠には、{role}の間で{feel}がくすぶる
{who2}は{when}、{place}へ向かう便に乗り込んだ
{topic}に使われた道具は、{venue}でそのまま保管されている
{who}の元には{num}の便りが寄せられ、その多くが{feel}をつづっていた
新しい決まりでは、{topic}を始める前に{group}の承認が要る
{topic}は{place}にとどまらず、{place2}にも飛び火した
{adj}決断を下した{who}の胸の内を、{who2}が代わりに語った
{group}と{group2}が手を組み、{topic}の立て直しに乗り出す
{place}生まれの{who2}にとって、{topic}は子どものころからの夢だった
{role}を務めた経験から、{who}は{topic}の落とし穴をよく知っている
{num}を超えたあたりで、{group}は{topic}の受け付けを打ち切った
『{nick}』を手がけた{role}が、今度は{topic}に挑む
{venue}の壁には、{topic}の歩みを示す{num}の写真が並ぶ
{who}は「{say}」と冗談を交え、張り詰めた{venue}の空気を和らげた
{group}は声明を出し、{topic}に関する{adj}うわさを退けた
{place2}の{group2}も、{topic}の成り行きを見守る構えだ
{topic}をめぐる話し合いは{num}に及び、夜更けまで続いた
帰り際、{who2}は{venue}で待つ人々に深く頭を下げた
{topic}の是非は、{place}の{role}の間でも割れている
{group}の試算が正しければ、{topic}の効果は{num}に上る
{who}によれば、{topic}の発端は{venue}での立ち話だったという
{feel}に包まれた{venue}で、{who}は{adj}笑みを浮かべた
{topic}を支えてきた{role}らの{adj}努力が、ここへ来て実を結んだ
ある{role}は{topic}を「{nick}のようだ」とたとえた
{when}に撮られた映像には、{topic}を前に立ち尽くす{who2}の姿があった
{group}は{place}に窓口を設け、{topic}の相談を無料で受ける
{topic}が遅れた理由として、{group2}は{num}という壁を挙げた
{who}は{when}の夜も{venue}に残り、{topic}の準備を続けた
{place}と{place2}を結ぶ新しい道は、{topic}にも追い風になりそうだ
{topic}をきっかけに、{group}では{role}の採用を増やしている
{role}の一人は「{say}」と声を震わせた
{who2}の試みが{place2}でも通じるかどうかは、{topic}次第だ
{num}の署名を携えた{role}らが、{group}の門をたたいた
『{nick}』の続編と{topic}が同じ週に重なり、{place}は{feel}に沸いた
{topic}を途中で降りた{who2}に対し、{group}は責めない考えを示した
{venue}の奥で見つかった記録が、{topic}の通説を覆した
{who}の{adj}助言がなければ、{topic}は形にならなかっただろう
{group2}は{topic}の名を「{nick}」に改めることを決めた
{place}の天候が崩れ、{topic}は{when}へ持ち越された
{topic}の裏側を描いた{who2}の手記が、{num}の売れ行きを見せている
{role}と{group}の言い分は、{topic}の一点で食い違う
{topic}に必要な人手は{num}とされ、{place2}からの応援も見込む
{who}を知る{role}は、その{adj}人柄が{topic}を動かしたとみる
{feel}は薄れたものの、{topic}への関心はなお高い
{group}の窓口には{when}だけで{num}の問い合わせがあった
{who2}が掲げた目標は、{topic}を{num}まで引き上げることだった
{venue}の{role}は、{topic}の話になると目を輝かせる
{topic}を写した一枚は、{place2}の『{nick}』展で大賞に輝いた
{group}は{topic}の失敗を認め、{who}を責任者から外した
{place}に戻った{who}を、{num}の人波が迎えた
{adj}やり取りの末、{group}と{who2}は{topic}で折り合った
{topic}を学ぶ講座が{venue}で始まり、{role}も机を並べる
{who}の祖父も{role}で、{topic}とは浅からぬ縁がある
{topic}の値打ちを疑う声に、{who2}は{num}という実績で応えた
{group2}の集計では、{topic}に{feel}を覚える人が{num}いた
{when}から始まった『{nick}』は、{topic}の陰で静かに幕を下ろした
{role}たちの合言葉は「{say}」だった
{topic}は{group}の手を離れ、{place}の人々に委ねられる
{who}は{venue}の鍵を{who2}に渡し、{topic}の一切を任せた
""".strip().splitlines()
)
ENDINGS = tuple(
    "。|。|。|。|。|ことが分かった。|という。|と伝えられている。|ためだ。|からだ。|とされる。|形だ。|格好となった。|との見方もある。|ようだ。".split(
        "|"
    )
)
SAYINGS = tuple(
    line
    for line in """
{topic}のことなら一晩中でも話せる|まだ何も決まっていない|{place}の皆さんに会えてよかった|次はもっとうまくやれる|数字だけでは測れない
私一人の力ではない|{feel}がないと言えばうそになる|約束は守る|{nick}を思い出した|今は見守ってほしい|{num}では足りない|正直に言えば怖かった
{place2}まで行ったかいがあった|これは終わりではなく始まりだ|{role}である前に一人の人間だ|急がば回れだ|眠れない夜が続いた|誰かがやらねばならない
{topic}は子どもたちのためのものだ|答えは現場にある|笑うしかなかった|初めから分かっていた|謝るべきは私だ|{group}に感謝したい|冗談だと思った
{adj}話に聞こえるかもしれない|負けるつもりはない|目を疑った|時計の針は戻せない|{venue}で泣いた|一歩ずつ進むだけだ|{who2}のおかげだ
黙っているわけにはいかない|値段より味だ|雨の日も通った|{when}のことは忘れない|この街が好きだ|言葉が見つからない|準備はできている
""".replace("\n", "|").split("|")
    if line
)
HEADLINES = tuple(
    line
    for line in """
{who}、{topic}に“{adj}一手”…{group}は「{say}」
「{say}」{who}が{topic}で見せた{feel}
{place}発、{topic}が{num}突破！
{topic}に揺れる{place}、{group}が{adj}対応
『{nick}』の{role}が{topic}に挑戦♥
{topic}で{who}と{who2}が対立？ {group}が沈黙を破る
{num}の{topic}、“{nick}”と呼ばれる理由
{group}「{say}」 {topic}めぐり声明
{who}、{venue}で{topic}を語る「{say}」
なぜ{topic}は{place}で受けるのか？
{adj}{topic}！{place2}の{role}が明かす
【{place}】{topic}に{num}、{group2}も注目
{role}も仰天「{say}」…{topic}の舞台裏
{who2}が{place}入り、{topic}に「{say}」
もう止まらない！ {topic}と『{nick}』の意外な関係
{topic}、{group}が{when}に結論へ
""".strip().splitlines()
)
SUBHEADINGS = tuple(
    "{topic}の行方|{place}が抱える事情|{adj}道のり|{who}の選択|{group}の思惑|残された課題|『{nick}』が映すもの|{num}の意味".split(
        "|"
    )
)
ADDITIONS = tuple(
    line
    for line in """
{group}はその後、{topic}を{num}に改めると発表した。
{who2}は{when}、「{say}」とする談話を出した。
なお{place2}でも、{topic}に似た動きがあると伝えられている。
追加の取材に{role}は、「{say}」と答えた。
""".strip().splitlines()
)
