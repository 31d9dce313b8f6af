"""What heads readers' comments in the languages of news portals, as letters alone."""

from __future__ import annotations

from newscrawl.text import letters

_COMMENTS = """
comments|comment|reader comments|kommentare|leserkommentare|commentaires|comentarios|commenti|comentários|comentaris
komentarze|komentarzy|komentáře|komentářů|komentáre|комментарии|комментариев|комментария|коментарі|коментарів
коментари|kommentarer|kommentit|kommenttia|yorumlar|okuyucu yorumları|hozzászólások|comentarii|σχόλια|komentari
bình luận|التعليقات|تعليقات|نظرات|דיבורים|תגובות|ความคิดเห็น|टिप्पणियाँ
"""
_COUNTED = """
kommentar|commentaire|comentario|commento|comentário|reactie|reacties|komentarz|komentář|комментарий|коментар
kommentti|yorum|hozzászólás|comentariu|σχόλιο|komentar|تعليق|réaction|réactions|opinii|svar|replies|reply|responses
response|antworten|respuestas|risposte|respostas|réponses|ответов|ответа
"""
"""Words that head comments only beside their number: `Reacties` alone may head what people answered."""
_FORMS = """
leave a comment|leave a reply|post a comment|add a comment|join the conversation|join the discussion|your comment
schreibe einen kommentar|kommentar schreiben|kommentar verfassen|hinterlasse einen kommentar|ihr kommentar
laisser un commentaire|ajouter un commentaire|répondre|votre commentaire|poster un commentaire
deja un comentario|deja una respuesta|dejar un comentario|añadir comentario|comenta esta noticia
lascia un commento|lascia una risposta|aggiungi un commento|deixe um comentário|deixe uma resposta
deixe o seu comentário
geef een reactie|laat een reactie achter|plaats een reactie|dodaj komentarz|napisz komentarz
добавить комментарий|оставить комментарий|оставьте комментарий|залишити коментар|залишити відповідь|напишете коментар
lämna ett svar|lämna en kommentar|kommentera artikeln|legg igjen en kommentar|legg igjen et svar|skriv et svar
skriv en kommentar|jätä kommentti|kirjoita kommentti|bir yanıt yazın|yorum yap|yorum yapın|bir cevap yazın|yorum yaz
napsat komentář|přidat komentář|pridať komentár|szólj hozzá|vélemény hozzászólás|lasă un comentariu|lasă un răspuns
αφήστε ένα σχόλιο|αφήστε μια απάντηση|tinggalkan balasan|tinggalkan komentar|để lại một bình luận|gửi bình luận
اترك تعليقا|اترك تعليقًا|أضف تعليقك|اترك ردا|deixa un comentari
"""


def _table(lines: str) -> frozenset[str]:
    return frozenset(letters(form) for line in lines.split("\n") for form in line.split("|") if form.strip())


COMMENTS = _table(_COMMENTS) | _table(_FORMS)
COUNTED_COMMENTS = _table(_COUNTED) | _table(_COMMENTS)
"""Those that head comments beside their number."""
