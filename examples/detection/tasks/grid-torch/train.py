"""A grid detector in PyTorch: the network, targets and loss of tasks/grid."""
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from bocas import config, progress, result, taken

SIDE, CELLS, CLASSES = 64, 8, 10
CELL, CHANNELS = SIDE // CELLS, 5 + CLASSES
torch.manual_seed(config["seed"])
torch.use_deterministic_algorithms(True)

scenes = taken("scenes")
train, test = int(scenes.metric("train")), int(scenes.metric("test"))
pixels = torch.from_numpy(np.asarray(scenes["pixels"]).astype("float32") / 255).unsqueeze(1)
truth = torch.zeros(train, CHANNELS, CELLS, CELLS)
for box in scenes["boxes"]:
    if box["image"] >= train:
        continue
    x, y = (box["x"] + box["width"] / 2) / CELL, (box["y"] + box["height"] / 2) / CELL
    column, row = int(x), int(y)
    cell = torch.zeros(CHANNELS)
    cell[:5] = torch.tensor([1, x - column, y - row, box["width"] / SIDE, box["height"] / SIDE])
    cell[5 + int(box["class"])] = 1
    truth[int(box["image"]), :, row, column] = cell

filters = config["filters"]
sizes = [(1, filters, 2), (filters, 2 * filters, 2), (2 * filters, 4 * filters, 2), (4 * filters, 4 * filters, 1)]
layers = [layer for i, o, stride in sizes for layer in (nn.Conv2d(i, o, 3, stride, 1), nn.ReLU())]
model = nn.Sequential(*layers, nn.Conv2d(4 * filters, CHANNELS, 1))
# The first weights are drawn as those of tasks/grid are: what PyTorch draws unless told otherwise is smaller.
for layer in model:
    if isinstance(layer, nn.Conv2d):
        nn.init.zeros_(layer.bias)
        nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
nn.init.xavier_uniform_(model[-1].weight)
optimizer = torch.optim.Adam(model.parameters(), config["lr"])
for epoch in range(config["epochs"]):
    order = torch.randperm(train)
    for start in range(0, train, config["batchSize"]):
        rows = order[start:start + config["batchSize"]]
        said, wanted = model(pixels[rows]), truth[rows]
        there = wanted[:, :1]
        objects = (F.binary_cross_entropy_with_logits(said[:, :1], there, reduction="none") * (1 + 9 * there)).mean()
        boxes = ((said[:, 1:5].sigmoid() - wanted[:, 1:5]) ** 2).sum(1, keepdim=True)
        classes = F.binary_cross_entropy_with_logits(said[:, 5:], wanted[:, 5:], reduction="none").sum(1, keepdim=True)
        loss = objects + ((2 * boxes + classes) * there).sum() / (there.sum() + 1)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    progress(epoch + 1, config["epochs"], {"loss": float(loss)})


def overlap(a, b):
    width = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
    height = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / (a["width"] * a["height"] + b["width"] * b["height"] - width * height)


found = []
with torch.no_grad():
    outputs = model(pixels[train:])
for scene in range(test):
    here = []
    for row in range(CELLS):
        for column in range(CELLS):
            cell = outputs[scene, :, row, column]
            score, x, y, width, height = (float(value) for value in cell[:5].sigmoid())
            if score < 0.05:
                continue
            width, height = width * SIDE, height * SIDE
            left, top = (column + x) * CELL - width / 2, (row + y) * CELL - height / 2
            here.append({"image": train + scene, "class": int(cell[5:].argmax()), "score": score, "x": left, "y": top, "width": width, "height": height})
    kept = []
    for one in sorted(here, key=lambda box: -box["score"]):
        if all(overlap(other, one) < 0.5 for other in kept):
            kept.append(one)
    found += kept
result(parameters=sum(p.numel() for p in model.parameters()), detections=found)
