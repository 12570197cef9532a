"""Run in a process of its own: reads the results in a folder with pandas, makes a pivot table and two figures with matplotlib, and prints what that took."""

import json
import os
import resource
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd

folder, out = sys.argv[1:]


def flat(value, path):
    if not isinstance(value, dict):
        return {path: value}
    return {key: item for name, below in value.items() for key, item in flat(below, path + "." + name if path else name).items()}


rows = []
with open(os.path.join(folder, "runs.json")) as source:
    listed = json.load(source)
for run in listed:
    with open(os.path.join(run["dir"], "result.json")) as source:
        stored = json.load(source)
    metrics = {name: item["data"] for name, item in stored["artifacts"].items() if item["kind"] == "metrics"}
    rows.append({**flat(stored["config"], ""), **flat(metrics, "")})
frame = pd.DataFrame(rows)
keys = ["optimizer", "model.name"]
table = frame.pivot_table(index=keys, columns="model.lr", values=["test.accuracy", "val.accuracy"], aggfunc=["mean", "std", "count"])


def save(name, fig):
    for ending in ("pdf", "svg", "png"):
        fig.savefig(os.path.join(out, "%s.%s" % (name, ending)), dpi=288)
    plt.close(fig)


fig, ax = plt.subplots(figsize=(3.2, 2.2), layout="constrained")
groups = frame.groupby(["optimizer", "model.name"], sort=False)["test.accuracy"]
means, spread = groups.mean().unstack(0), groups.std().unstack(0)
means.plot.bar(yerr=spread, ax=ax)
save("bars", fig)

fig, ax = plt.subplots(figsize=(3.2, 2.2), layout="constrained")
for optimizer, part in frame.groupby("optimizer", sort=False):
    ax.plot(part["seconds"], part["test.accuracy"], "o", markersize=2, alpha=0.5, label=optimizer)
ax.legend()
save("scatter", fig)

counts = table["count"].to_numpy().sum()
print(json.dumps({"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "values": int(counts)}))
