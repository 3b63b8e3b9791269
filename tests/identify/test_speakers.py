"""From the words of a source to the actor who speaks, over the whole path from text to actor."""

from __future__ import annotations

import re

import pytest

from onrecord.analyse import Analyse
from onrecord.identify import Identify
from onrecord.model import Manner, Reading, Report, Span, Statement


@pytest.fixture(scope="module")
def read():
    analyse, identify = Analyse(), Identify()

    def run(marked: str):
        """Reads a text in which the source stands between brackets."""
        match = re.search(r"\[(.+?)\]", marked)
        text = marked.replace("[", "").replace("]", "")
        source = Span(match.start(), match.end() - 2)
        content = Span(0, 1) if source.start else Span(len(text) - 1, len(text))
        said = Statement(
            id="s0",
            content=(content,),
            cue=(),
            source=(source,),
            manner=Manner.INDIRECT,
            act="say",
            score=1.0,
        )
        report = Report(id="r1", text=text, language="en", digest="")
        reading = analyse(Reading(report=report))
        done = identify(
            Reading(
                report=report,
                parse=reading.parse,
                mentions=reading.mentions,
                statements=(said,),
                events=(),
            )
        )
        speaker = done.statements[0].speaker
        return next((a for a in done.actors if a.id == speaker), None)

    return run


NAMED = [
    # Pronouns
    ("he-last-speaker", "Paul Bell said no. Mark Reed said yes. “We go,” [he] added.", "Mark Reed"),
    ("she-over-a-quote", "Anna Reed spoke. “It rains. It pours. It is cold,” [she] said.", "Anna Reed"),
    ("she-by-gender", "Anna Reed met Paul Bell. [She] said it went well.", "Anna Reed"),
    ("topic-not-object", "Paul Bell praised Mark Reed. [He] said the work was done.", "Paul Bell"),
    ("new-topic", "Mark Reed left early. Paul Bell is angry. [He] says nobody called.", "Paul Bell"),
    ("gender-open", "Activist Alex Poulter disputed it. [He] said the figures were old.", "Alex Poulter"),
    ("he-of-a-full-name", "Luis Ferrer resigned. [He] said he was tired.", "Luis Ferrer"),
    (
        "pronoun-in-capitals",
        "ENVOY MARIA KESSEL CAME. SPEAKING LATER, [SHE] SAID TALKS GO ON.",
        "MARIA KESSEL",
    ),
    # Surnames and forms of names
    ("surname", "Desmond Pryce came. [Pryce] said so.", "Desmond Pryce"),
    ("mister", "Desmond Pryce came. [Mr Pryce] said so.", "Desmond Pryce"),
    ("letters-behind", "Prosecuting, [Fenella Hart KC] said the jury would hear it.", "Fenella Hart"),
    ("age-behind", "[Kudirat Okesola, 46,] said the road was closed.", "Kudirat Okesola"),
    ("title-inside-the-name", "Substitute Luis Ferrer scored. [Ferrer] said it was luck.", "Luis Ferrer"),
    ("headline", "Joe Marlow Endorses Perry\n\nSheriff Joe Marlow spoke. [Marlow] said so.", "Joe Marlow"),
    ("first-name-cut-off", "“I will believe it,” said [Gwen Prosser], manager of Aldersea.", "Gwen Prosser"),
    # Apposition
    ("behind-an-office", "[The head of the statistics office, Ueli Brand,] confirmed it.", "Ueli Brand"),
    ("behind-a-for", "[A spokesperson for the ministry, Garba Shehu,] said talks go on.", "Garba Shehu"),
    ("before-the-office", "[Matthias Obermann, head of the agency,] said it was late.", "Matthias Obermann"),
    ("her-deputy", "[Her deputy, Anna Reed,] said no.", "Anna Reed"),
    ("the-governor", "[The governor, Patrice Lang,] said homes were lost.", "Patrice Lang"),
    # Descriptions
    (
        "the-minister",
        "Economy Minister Bastien Keller came. [The minister] said it was fine.",
        "Bastien Keller",
    ),
    ("the-diplomat", "Ambassador Carlos Mendes came. [The diplomat] said it was fine.", "Carlos Mendes"),
    ("the-official", "Harbour chief Ana Ruiz resigned. [The official] gave no reason.", "Ana Ruiz"),
    ("director-of", "Liv Tangen, director of the department, came. [The director] said so.", "Liv Tangen"),
    ("the-company", "Shares of power company Gridco fell. [The company] said it was sound.", "Gridco"),
    ("the-newspaper", "The Varner newspaper closed. [The newspaper] said it had no choice.", "Varner"),
    ("year-old", "Luis Ferrer scored twice. “I hit it,” said [the 19-year-old].", "Luis Ferrer"),
    ("head-of-state", "President Anton Sand came. [The head of state] stressed peace.", "Anton Sand"),
    ("named-in-passing", "[A spokeswoman] denied it. “No,” said the spokeswoman, Hua Lin.", "Hua Lin"),
    ("lead", "[A former harbour pilot] told a court of it.\n\nDesmond Pryce, 59, said so.", "Desmond Pryce"),
    # Their own
    ("his-office", "Paul Bell was ill. [His office] said he would rest.", "office"),
    ("her-lawyer", "Anna Reed was held. [Her lawyer] said she was well.", "lawyer"),
    ("nameless-official", "[A senior official who asked not to be named] said so.", "senior official"),
    ("critics", "[Critics] say it is late.", "Critics"),
    ("experts", "[Many Western experts] doubt it.", "Western experts"),
    ("a-report", "[A report by auditors] said the pumps failed.", "report"),
    ("a-poll", "[The poll] found that few agree.", "poll"),
    # Turns
    ("transcript", "With Maro Lund, the minister.\n\nHOST: Why?\n\n[LUND]: It is dry.", "Maro Lund"),
    ("interview", "Nadia Ferreira leads a choir.\n\nQ: Why?\n\n[A]: I like it.", "Nadia Ferreira"),
    # Media
    ("agency", "[Reuters] reported that the road was shut.", "Reuters"),
]


@pytest.mark.parametrize(("text", "name"), [pytest.param(t, n, id=i) for i, t, n in NAMED])
def test_a_source_is_its_speaker(read, text: str, name: str) -> None:
    actor = read(text)
    assert actor is not None
    assert name in actor.name


OTHERS = [
    ("fourth-official", "Captain Joel Amadi left. [The fourth official] said so.", "Amadi"),
    (
        "of-another-place",
        "Sarnia’s minister Liv Aasen left. Velden rose. [Velden’s minister] spoke.",
        "Aasen",
    ),
    ("her-head", "Paul Bell shook his head. [Paul Bell] said no.", "head"),
    ("newspaper-beside", "Anna Reed was ill, the paper wrote. [The paper] said so.", "Anna"),
    ("two-who-met", "Paul Bell and Mark Reed met. [He] said no.", "Bell"),
    ("other-gender", "Anna Reed left. [He] said no.", "Anna"),
]


@pytest.mark.parametrize(("text", "name"), [pytest.param(t, n, id=i) for i, t, n in OTHERS])
def test_a_source_is_not_somebody_else(read, text: str, name: str) -> None:
    actor = read(text)
    assert actor is None or name not in actor.name


KINDS = [
    ("spokesman", "[A spokesman] said so.", "person"),
    ("crowd", "[Many in the village] are angry.", "group"),
    ("coordinated", "[Nearly 90 teachers and administrators] said so.", "group"),
    ("gazette", "[The Harbour Gazette] said so.", "media"),
    ("poll", "[The poll] found that few agree.", "document"),
]


@pytest.mark.parametrize(("text", "kind"), [pytest.param(t, k, id=i) for i, t, k in KINDS])
def test_kind_of_who_has_no_name(read, text: str, kind: str) -> None:
    actor = read(text)
    assert actor is not None
    assert actor.kind == kind
