"""Goes on from the result of another task: the sweep says `weights: from('pretrain')`."""

from pathlib import Path

from bocas import result, taken

pretrained = taken("weights")
model = Path(pretrained["model"]).read_bytes()
result(start={"accuracy": pretrained.metric("val.accuracy"), "bytes": len(model)})
