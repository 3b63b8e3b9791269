"""What statements say alike, and what stands against what."""

import random

import pytest
from statements_by_hand import Said, reading, readings

from onrecord.link import find_claims, find_identities, find_matters
from onrecord.link.claims import Claimed
from onrecord.model import Judgement, Relation, Tier, Verdict


def claimed(*said: Said) -> Claimed:
    """The claims of reports with one statement each, all of one matter."""
    items = readings(*said)
    matters = find_matters(items).groups
    assert len(matters) == 1, "the reports should be of one matter"
    return find_claims(items, matters, find_identities(items, matters).identities)


ROW = "the harbour police of Avel had seized twelve boats off Port Vell on Monday"
SEIZED = "police seized twelve fishing boats off Port Vell"


@pytest.mark.parametrize(
    ("one", "other", "tier"),
    [
        (ROW, ROW + " night", Tier.SAME_WORDS),
        (SEIZED, "twelve boats were captured by police off Port Vell", Tier.SAME_CLAIM),
        (SEIZED, "police seized ninety fishing boats off Port Vell", None),
        (
            "police seized about 50 boats off Port Vell",
            "police seized 53 boats off Port Vell",
            Tier.SAME_CLAIM,
        ),
        (SEIZED, "police had not seized twelve fishing boats off Port Vell", None),
        ("the harbour was safe for fishing boats", "the harbour was dangerous for fishing boats", None),
        ("police seized twelve fishing boats in March", "police seized twelve fishing boats in April", None),
        ("the ferry fares would stay", "the mayor resigned over a bribe", None),
    ],
    ids=["run", "synonyms", "number", "round-number", "negated", "opposite", "month", "nothing"],
)
def test_tiers_and_vetoes(one: str, other: str, tier: Tier | None) -> None:
    found = claimed(Said(one, "Ana Ruiz"), Said(other, "Otto Brill"))
    assert [claim.tier for claim in found.claims if len(claim.clauses) > 1] == ([tier] if tier else [])
    assert all(link.reasons for link in found.links)


@pytest.mark.parametrize(
    ("act", "one", "other", "kind"),
    [
        ("deny", "any shot had been fired at the crew", "the coast guard had shot at the crew", "denial"),
        ("say", "the talks were not open to Avel", "the talks were open to Avel", "negation"),
        ("say", "the water of the harbour was poisoned", "the water of the harbour was safe", "opposite"),
        ("say", "police seized 900 boats off Port Vell", "police seized 12 boats off Port Vell", "figures"),
        ("say", "the mayor resigned over a bribe", "the ferry fares would stay", None),
        ("disagree", "the version of Avelburg", "the court in Avelburg set a bail", None),
        ("deny", "using weapons", "a sailor was hit in the arm by a splinter", None),
        ("doubt", "that we will defend our limits", "the defence minister saw the zone", None),
        ("deny", "any shot had been fired at the crew", "the ship fired water cannon at the crew", None),
    ],
    ids=[
        *("denial", "negation", "opposite", "figures", "nothing"),
        *("one-place", "part-of-the-body", "an-office", "no-weapon"),
    ],
)
def test_denials_have_a_kind_and_a_reason(act: str, one: str, other: str, kind: str | None) -> None:
    found = claimed(Said(one, "Ana Ruiz", act), Said(other, "Otto Brill"))
    assert [denial.kind for denial in found.denials] == ([kind] if kind else [])
    assert all(denial.reasons for denial in found.denials)
    denied = {clause.id for claim in found.claims for clause in claim.clauses}
    assert all(denial.denied.id in denied for denial in found.denials)


@pytest.mark.parametrize(("who", "kind"), [("Nobody", None), ("Ana Ruiz", "denial")])
def test_what_nobody_doubts_is_said(who: str, kind: str | None) -> None:
    doubted = Said("that the coast guard had shot at the crew", who, "doubt")
    found = claimed(doubted, Said("the coast guard had shot at the crew", "Otto Brill"))
    assert [denial.kind for denial in found.denials] == ([kind] if kind else [])


def test_two_things_alone_are_no_position() -> None:
    """ "Send" and "hand over" are one class, "ship" and "frigate" another; no actor is in both."""
    found = claimed(
        Said("to hand over the film of the ship", "Ana Ruiz"),
        Said("it was considering sending a frigate to the reef", "Otto Brill"),
    )
    assert found.claims == ()


def test_nobody_denies_what_he_says_himself() -> None:
    one, other = (
        Said("no shot was fired at the crew", "Ana Ruiz"),
        Said("a shot was fired at the crew", "Ana Ruiz"),
    )
    assert claimed(one, other).denials == ()


def test_a_stock_phrase_makes_no_claim() -> None:
    phrase = "the harbour police declined to comment on the boats"
    assert claimed(Said(phrase, "Ana Ruiz"), Said(phrase, "Otto Brill")).claims == ()


def test_a_weaker_claim_holds_the_stronger() -> None:
    found = claimed(
        Said(ROW, "A Bo"), Said(ROW, "C Du"), Said("police seized twelve boats off Port Vell", "E Fi")
    )
    by_id = {claim.id: claim for claim in found.claims}
    inner = [claim for claim in found.claims if claim.part_of]
    assert inner
    for claim in inner:
        outer = by_id[claim.part_of or ""]
        assert {c.id for c in claim.clauses} < {c.id for c in outer.clauses}


def test_what_people_judge_holds() -> None:
    items = readings(Said(ROW, "Ana Ruiz"), Said(ROW, "Otto Brill"))
    matters = find_matters(items).groups
    left, right = (clause.id for clause in find_claims(items, matters).claims[0].clauses)
    apart = Judgement(
        left=left,
        right=right,
        verdict=Verdict.DIFFERENT,
        by="me",
        at="2031-05-08",
        relation=Relation.SAME_CLAIM,
    )
    assert find_claims(items, matters, None, [apart]).claims == ()


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_input_does_not_show(seed: int) -> None:
    said = [
        Said(f"police seized {n % 3 + 2} boats off Port Vell and held the crew", f"Name{n} Bo")
        for n in range(9)
    ]
    items = readings(*said)
    shuffled = random.Random(seed).sample(items, len(items))
    whole, other = (find_claims(part, find_matters(part).groups) for part in (items, shuffled))
    assert whole == other
    assert find_matters(items) == find_matters(shuffled)
    assert find_identities(items, ()) == find_identities(shuffled, ())


def test_content_is_what_the_text_says() -> None:
    item = reading(0, Said("“No weapon was used by the crew. The boats were inside the zone,”", "Ana Ruiz"))
    clauses = [
        c for claim in claimed(Said("no weapon was used by the crew", "B Ce")).claims for c in claim.clauses
    ]
    assert clauses == []
    from onrecord.link.clauses import clauses as split

    found = split(item.report, item.statements[0])
    assert [span.of(item.report.text) for clause in found for span in clause.content] == [
        "No weapon was used by the crew.",
        "The boats were inside the zone",
    ]
