"""A linear classifier, one pass over the images per epoch."""

import numpy as np
import pandas as pd
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import confusion_matrix, log_loss

from bocas import config, progress, result, seed
from split import split_digits

(train_x, train_y, _), (val_x, val_y, _), (test_x, test_y, test_at) = split_digits(seed)
model = SGDClassifier(loss=config.loss, alpha=config.alpha, random_state=seed)
history = {"loss": [], "val_accuracy": []}

for epoch in range(config.epochs):
    model.partial_fit(train_x, train_y, classes=np.arange(10))
    history["loss"].append(log_loss(train_y, model.predict_proba(train_x)))
    history["val_accuracy"].append(model.score(val_x, val_y))
    progress(epoch + 1, config.epochs, loss=history["loss"][-1])

said = model.predict(test_x)
tested = pd.DataFrame({"image": test_at, "truth": test_y, "said": said})
result(
    val={"accuracy": model.score(val_x, val_y)},
    test={"accuracy": np.mean(said == test_y)},
    history=history,
    confusion=confusion_matrix(test_y, said),
    mistakes=tested[tested.truth != tested.said].reset_index(drop=True),
)
