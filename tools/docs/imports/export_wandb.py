"""Writes the runs of a project of Weights & Biases, with their histories, into runs.jsonl."""

import json

import wandb

with open("runs.jsonl", "w") as out:
    for run in wandb.Api().runs("me/project"):
        row = {"id": run.id, "name": run.name, "state": run.state, "config": dict(run.config)}
        row |= {"summary": dict(run.summary), "history": list(run.scan_history())}
        out.write(json.dumps(row, default=str) + "\n")
