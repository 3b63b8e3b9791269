from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.analyse.evaluate import evaluate
from onrecord.analyse.gold import read_gold
from onrecord.errors import GoldError

WEBANNO = """#FORMAT=WebAnno TSV 3.2


#Text=Anna Reed left .
1-1\t0-4\tAnna\tperson[1]\tnew[1]\t_\t_\t_\tana\t2-1[0_1]
1-2\t5-9\tReed\tperson[1]\tnew[1]\t_\t_\t_\t_\t_
1-3\t10-14\tleft\t_\t_\t_\t_\t_\t_\t_
1-4\t15-16\t.\t_\t_\t_\t_\t_\t_\t_

#Text=She smiled .
2-1\t17-20\tShe\tperson\tgiv\t_\t_\t_\t_\t_
2-2\t21-27\tsmiled\t_\t_\t_\t_\t_\t_\t_
2-3\t28-29\t.\t_\t_\t_\t_\t_\t_\t_
"""
ECB = """<Document>
<token t_id="1" sentence="0">John</token><token t_id="2" sentence="0">Bell</token>
<token t_id="3" sentence="0">left</token><token t_id="4" sentence="0">.</token>
<token t_id="5" sentence="1">He</token><token t_id="6" sentence="1">smiled</token>
<Markables>
<HUMAN_PART_PER m_id="7"><token_anchor t_id="1"/><token_anchor t_id="2"/></HUMAN_PART_PER>
<HUMAN_PART_PER m_id="8"><token_anchor t_id="5"/></HUMAN_PART_PER>
</Markables>
<Relations>
<CROSS_DOC_COREF><source m_id="7"/><source m_id="8"/><target m_id="9"/></CROSS_DOC_COREF></Relations>
</Document>"""


@pytest.mark.parametrize(("name", "content"), [("a.tsv", WEBANNO), ("a.xml", ECB)], ids=["webanno", "ecb"])
def test_a_pronoun_with_the_right_name_counts_as_right(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    he_she = evaluate(tmp_path)["he, she"]
    assert (he_she["right"], he_she["wrong"], he_she["open"]) == (1, 0, 0)
    assert he_she["precision"] == 1.0


def test_the_text_is_put_together_as_in_print(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(WEBANNO, encoding="utf-8")
    gold = next(read_gold(tmp_path))
    assert gold.text.strip() == "Anna Reed left. She smiled."
    assert {s.of(gold.text) for s in gold.chain_of} == {"Anna Reed", "She"}


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no coreference gold"):
        next(read_gold(tmp_path))
