"""The handwritten digits that come with scikit-learn, in three parts."""

from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split


def split_digits(seed):
    """Images (8 x 8, scaled to 0..1) and digits for training, validation and testing: 60, 20 and 20 %."""
    images, digits = load_digits(return_X_y=True)
    rest, test = train_test_split(range(len(digits)), test_size=0.2, stratify=digits, random_state=seed)
    train, val = train_test_split(rest, test_size=0.25, stratify=digits[rest], random_state=seed)
    return [(images[part] / 16, digits[part], part) for part in (train, val, test)]
