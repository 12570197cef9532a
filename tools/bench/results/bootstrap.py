"""Run in a process of its own: the stratified bootstrap of scores in a file, vectorised with numpy. Prints an interval of one estimate, and what it took once the scores were read."""

import json
import resource
import sys
import time

import numpy as np

RESAMPLES, LEVEL = 2000, 0.95

source, estimate = sys.argv[1:]
with open(source) as read:
    told = json.load(read)
methods = [[np.array(task) for task in method] for method in told["methods"]]
at = np.array(told["at"])
rng = np.random.default_rng(0)


def drawn(method):
    """Of each task a matrix with a row for each draw."""
    return [task[rng.integers(0, len(task), (RESAMPLES, len(task)))] for task in method]


def interquartile_mean():
    scores = np.concatenate(drawn(methods[0]), axis=1)
    cut = scores.shape[1] // 4
    scores.partition((cut, scores.shape[1] - cut - 1), axis=1)
    return scores[:, cut : scores.shape[1] - cut].mean(axis=1)


def improvement():
    def above(x, y):
        y.sort(axis=1)
        counts = [np.searchsorted(b, a, "left").sum() + np.searchsorted(b, a, "right").sum() for a, b in zip(x, y)]
        return np.array(counts) / 2 / x.shape[1] / y.shape[1]

    return np.mean([above(x, y) for x, y in zip(drawn(methods[0]), drawn(methods[1]))], axis=0)


def profile():
    def above(scores):
        scores.sort(axis=1)
        return 1 - np.array([np.searchsorted(row, at, "right") for row in scores]) / scores.shape[1]

    return np.mean([above(scores) for scores in drawn(methods[0])], axis=0)[:, len(at) // 2]


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


start, used = time.perf_counter(), cpu()
estimates = {"interquartile mean": interquartile_mean, "probability of improvement": improvement, "profile": profile}[estimate]()
low, high = np.quantile(estimates, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
print(json.dumps({"wall": time.perf_counter() - start, "cpu": cpu() - used, "low": low, "high": high}))
