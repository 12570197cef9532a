"""Draws the error against the number of examples, with a power law through the geometric means."""

import matplotlib.pyplot as plt
import numpy as np
from bocas import fact, figure, figure_table, runs

points = [{"size": run.config.size, "seed": run.seed, "error": run.metric("test.error")} for run in runs()]
sizes = sorted({point["size"] for point in points})
# One point for each size, the geometric mean over its seeds: the same law as `powerLaw` of bocas has.
means = [np.exp(np.mean([np.log(point["error"]) for point in points if point["size"] == size])) for size in sizes]
slope, start = np.polyfit(np.log(sizes), np.log(means), 1)

plt.rcParams.update({"font.family": "serif", "font.size": 8})
fig, ax = plt.subplots(figsize=(3.2, 2.2), layout="constrained")
ax.loglog([point["size"] for point in points], [point["error"] for point in points], "o", markersize=3, label="runs")
ax.loglog(sizes, np.exp(start) * np.array(sizes) ** slope, color="black", linewidth=1, label="power law")
ax.set(xlabel="examples", ylabel="error")
ax.legend(frameon=False)

figure("law", fig, alt="The error falls along a straight line on logarithmic axes.", data=points)
figure_table("sizes", [{"examples": str(size), "error, geometric mean": "%.4f" % mean} for size, mean in zip(sizes, means)])
fact("slope", "%.2f" % slope)
