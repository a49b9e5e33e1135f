"""Trains a head on a lesson, and says honestly how well it does on what it has not seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engines.extras import wanting_extra
from engines.spec import softmax
from engines.teaching.head import Head
from engines.teaching.lesson import NOTHING, Lesson, TaughtExample, stacked, unit

_INVERSE_REGULARISATION = 0.5
"""scikit-learn's C. Between finding another person's wave and calling strangers 'nothing', chosen
by `python -m tests.teaching_accuracy` (docs/accuracy.md)."""
_FLOOR = 1e-3
"""Added to the spread of each feature, so that one that never changes counts for nothing."""
_MAX_FOLDS = 5
_USUAL_SIMILAR_FROM = 0.15
"""Cosine to the nearest example, where no second recording of a label gives a better measure: that
of actions never taught in the middle (0.16 by `python -m tests.teaching_accuracy`)."""
_OWN_SHARE, _OTHERS_SHARE = 0.1, 0.9
"""Nine of ten showings of a label must be like the others; nine of ten other things unlike."""
_LET_THROUGH = 0.02
"""Of the held-out footage of 'nothing' may be taken for an action, at most."""
_ENOUGH_FOOTAGE = 5
"""Held-out examples of 'nothing' from which on they say how much of it there must be."""
_HAIR = 0.01
"""Logits by which 'nothing' stays ahead where it is to win."""
_TEMPERATURES = np.geomspace(0.3, 5.0, 40)


@dataclass(frozen=True, slots=True, eq=False)
class Validation:
    """One example that was held out together with its whole recording."""

    example: int
    """Its place in the lesson."""
    said: str
    """The label that a head without its recording gave."""
    logits: NDArray[np.float32]  # (C,), before the temperature


def train_head(lesson: Lesson) -> tuple[Head, tuple[Validation, ...]]:
    """A head for all labels of a lesson, and what became of each example that could be held out.

    An example can be held out where another recording shows its label too.

    Raises:
        EngineError: Nothing can be learned from the lesson, or scikit-learn is not installed.
    """
    lesson.check()
    held_out = tuple(_cross_validated(lesson))
    way = _way_given(lesson, held_out)
    held_out = tuple(_after_giving_way(one, lesson.labels, way) for one in held_out)
    head = _fitted(lesson.examples, lesson.labels)
    head.bias[-1] -= way
    temperature = _temperature(lesson, held_out)
    return replace(
        head, temperature=temperature, similar_from=_similar_from(lesson, head)
    ), held_out


def folds(examples: Sequence[TaughtExample]) -> list[frozenset[str]]:
    """Recordings to hold out together; each recording is in one fold."""
    recordings = list(dict.fromkeys(example.recording for example in examples))
    count = min(_MAX_FOLDS, len(recordings))
    return [frozenset(recordings[start::count]) for start in range(count)]


def _cross_validated(lesson: Lesson) -> Iterator[Validation]:
    for held_out in folds(lesson.examples):
        kept = [_one_view(e) for e in lesson.examples if e.recording not in held_out]
        known = {example.label for example in kept}
        if len(known) < 2:
            continue
        head = _fitted(kept, lesson.labels)
        for place, example in enumerate(lesson.examples):
            if example.recording in held_out and example.label in known:
                logits = head.logits(example.embeddings).mean(axis=0)
                yield Validation(place, lesson.labels[int(logits.argmax())], logits)


def _way_given(lesson: Lesson, held_out: Sequence[Validation]) -> float:
    """Logits that 'nothing' loses: as many as held-out footage of it can spare.

    The more footage there is, the surer a head is of 'nothing', also of what is not in it: the
    third person's wave of docs/accuracy.md. What it says of footage held out is the measure.
    """
    leads = [
        float(one.logits[-1] - one.logits[:-1].max())
        for one in held_out
        if lesson.examples[one.example].label == NOTHING
    ]
    if len(leads) < _ENOUGH_FOOTAGE:
        return 0.0
    return max(0.0, float(np.quantile(leads, _LET_THROUGH, method="lower")) - _HAIR)


def _after_giving_way(one: Validation, labels: tuple[str, ...], way: float) -> Validation:
    logits = one.logits.copy()
    logits[-1] -= way
    return replace(one, said=labels[int(logits.argmax())], logits=logits)


def _one_view(example: TaughtExample) -> TaughtExample:
    """The same with the mean of its views, which trains several times faster."""
    mean = unit(example.embeddings).mean(axis=0, keepdims=True)
    return replace(example, embeddings=mean)


def _fitted(examples: Sequence[TaughtExample], labels: tuple[str, ...]) -> Head:
    """A head that is not calibrated yet; labels without an example are never said."""
    views, classes, places = stacked(examples, labels)
    mean, std = views.mean(axis=0), views.std(axis=0) + _FLOOR
    plain = Head(
        labels,
        mean,
        std,
        np.zeros((len(labels), views.shape[1]), np.float32),
        np.full(len(labels), -np.inf, np.float32),
        temperature=1.0,
        prototypes=np.zeros((1, views.shape[1]), np.float32),
        similar_from=-1.0,
    )
    standard = plain.standardised(views)
    _regress(plain, standard, classes, places)
    taught = classes != labels.index(NOTHING)
    return replace(plain, prototypes=standard[taught])


def _regress(
    head: Head,
    standard: NDArray[np.float32],
    classes: NDArray[np.intp],
    places: NDArray[np.intp],
) -> None:
    """Fill weights and bias; every example counts alike however many views it has."""
    with wanting_extra("teaching"):
        from sklearn.linear_model import LogisticRegression
        from threadpoolctl import threadpool_limits

    views = np.bincount(places)
    labels = np.unique(classes)
    weight = 1.0 / views[places]
    for label in labels:
        weight[classes == label] *= len(classes) / len(labels) / weight[classes == label].sum()
    model = LogisticRegression(C=_INVERSE_REGULARISATION, max_iter=300, tol=1e-3)
    with threadpool_limits(1):  # with products this small several threads wait for one another
        model.fit(standard, classes, sample_weight=weight)
    if len(labels) == 2:  # scikit-learn gives one row: that of the second against the first
        head.weights[labels] = np.concatenate([-model.coef_, model.coef_]) / 2
        head.bias[labels] = np.concatenate([-model.intercept_, model.intercept_]) / 2
    else:
        head.weights[labels] = model.coef_
        head.bias[labels] = model.intercept_


def _temperature(lesson: Lesson, held_out: Sequence[Validation]) -> float:
    """By which the held-out logits fit best (Guo et al., arXiv 1706.04599); 1 without any."""
    if not held_out:
        return 1.0
    logits = np.stack([validation.logits for validation in held_out])
    right = [lesson.labels.index(lesson.examples[v.example].label) for v in held_out]
    rows = np.arange(len(right))
    losses = []
    for temperature in _TEMPERATURES:
        scores = softmax(np.maximum(logits, -50.0) / temperature)[rows, right]
        losses.append(-np.log(np.maximum(scores, 1e-6)).mean())
    return float(_TEMPERATURES[int(np.argmin(losses))])


def _similar_from(lesson: Lesson, head: Head) -> float:
    """The cosine that parts what is like its label's other recordings from what is like none."""
    cosines = _between_recordings(lesson, head)
    labels = np.array([example.label for example in lesson.examples])
    taught = labels != NOTHING
    same = labels[:, None] == labels[None, :]
    own = np.where(same & taught, cosines, -np.inf).max(axis=1)
    others = np.where(~same & taught, cosines, -np.inf).max(axis=1)
    own = own[taught & np.isfinite(own)]
    if not len(own):
        return _USUAL_SIMILAR_FROM
    low = float(np.quantile(own, _OWN_SHARE))
    # What was shown may be less alike than strangers are: the usual figure is the least.
    high = max(_USUAL_SIMILAR_FROM, float(np.quantile(others, _OTHERS_SHARE, method="lower")))
    return min(low, (low + high) / 2)


def _between_recordings(lesson: Lesson, head: Head) -> NDArray[np.float32]:
    """Highest cosine (E, E) between the views of two examples; -inf within a recording."""
    standard = head.standardised(np.concatenate([e.embeddings for e in lesson.examples]))
    starts = np.cumsum([0, *(len(e.embeddings) for e in lesson.examples[:-1])])
    rows = np.maximum.reduceat(standard @ standard.T, starts, axis=0)
    cosines: NDArray[np.float32] = np.maximum.reduceat(rows, starts, axis=1)
    recordings = np.array([example.recording for example in lesson.examples])
    cosines[recordings[:, None] == recordings[None, :]] = -np.inf
    return cosines
