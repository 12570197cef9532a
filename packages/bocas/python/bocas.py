# SPDX-License-Identifier: Apache-2.0
"""Speaks with bocas from Python: what a run is given, what it reports, what comes out.

    from bocas import config, result, progress

    for epoch in range(config.epochs):
        ...
        progress(epoch + 1, config.epochs, loss=loss)
    result(test={"accuracy": accuracy}, history=history)

Given to a run:

    config       the config; nested blocks as attributes or keys: config.model.lr, config["model"]["lr"]
    seed         the seed of the run, a non-negative integer
    checkpoint   a folder that survives kills and retries until the run is done: what lies in it is what was saved before
    scratch      an empty folder of the run's own, removed when the run has ended
    resources    the slots of the run, by name
    data(name)   the path of data that the sweep declares
    taken(at)    the result of another task that the config takes: taken("weights")["weights"]
    stopping()   whether the run was asked to stop

Given to a program that draws figures (docs/own-figures.md):

    runs()       the results that were selected, in their order: for run in runs(): run.config, run.metric("test.accuracy"), run["history"]
    frame()      the same as a frame of pandas: a row of config and metrics for each run
    figure(name, fig, alt="...", data=rows)     a figure of matplotlib, or the path of a picture
    figure_table(name, rows)                    a table for the text
    fact(name, words)                           words that the text quotes

The protocol behind it is docs/protocol.md of bocas. This module needs Python 3.8 and nothing else; NumPy, pandas and the like are
looked for only in what it is handed.
"""

import atexit
import difflib
import json
import math
import numbers
import os
import re
import shutil
import signal
import struct
import sys
import threading

__all__ = [
    "checkpoint", "config", "data", "fact", "figure", "figure_table", "file", "frame", "history", "image", "progress", "resources",
    "result", "runs", "scratch", "seed", "stopping", "table", "taken", "tensor",
]


class NotStartedByBocas(RuntimeError):
    """What was asked for is known only in a run that bocas has started."""


# ---- what a run is given ---------------------------------------------------------------------------------------------


class Config(dict):
    """A block of a config: a dict whose keys are attributes too."""

    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(_unknown("key", name, self))

    def __missing__(self, name):
        raise UnknownKey(_unknown("key", name, self))


class UnknownKey(KeyError):
    """A key that the config does not have; its text is for people."""

    def __str__(self):
        return self.args[0]


def _unknown(what, name, names):
    names = [str(one) for one in names]
    near = difflib.get_close_matches(str(name), names, 1)
    hint = "did you mean `%s`? " % near[0] if near else ""
    return "there is no %s `%s`; %sthere are: %s" % (what, name, hint, ", ".join("`%s`" % one for one in names) or "none")


def _given(variable):
    value = os.environ.get(variable)
    if value is None:
        raise NotStartedByBocas(
            "%s is not set: this program is started by bocas (nx run <task>:try key=value). "
            "To start it by hand, set BOCAS_CONFIG to a JSON file that holds a config." % variable
        )
    return value


def _read_json(variable):
    with open(_given(variable), encoding="utf-8") as source:
        return json.load(source, object_hook=Config)


# Read when asked for (PEP 562): a module that only writes results can be imported anywhere.
_READ = {
    "config": lambda: _read_json("BOCAS_CONFIG"),
    "seed": lambda: int(_given("BOCAS_SEED")),
    "scratch": lambda: _given("BOCAS_DIR"),
    "checkpoint": lambda: _given("BOCAS_CHECKPOINT"),
    "resources": lambda: json.loads(os.environ.get("BOCAS_RESOURCES") or "{}"),
}


def __getattr__(name):
    if name not in _READ:
        raise AttributeError("module 'bocas' has no attribute %r" % name)
    value = globals()[name] = _READ[name]()
    return value


def data(name):
    """The absolute path of data that the sweep declares with `data: [...]`, by its declared name."""
    places = _read_json("BOCAS_DATA")
    if name not in places:
        raise FileNotFoundError(
            "%s. What is not declared is not in the run's key: declare it in sweep.ts" % _unknown("data", name, places)
        )
    return places[name]


class Taken:
    """The result of a run of another task. taken("weights")["weights"] is one of its artifacts: metrics as a dict, a series as a dict of
    lists, a table as a list of dicts, a tensor as an array of NumPy, a picture or a file as its path. `path(name)` is the file of any."""

    def __init__(self, folder):
        with open(os.path.join(folder, "result.json"), encoding="utf-8") as source:
            stored = json.load(source, object_hook=Config)
        self._folder, self._artifacts = folder, stored["artifacts"]
        self.config = stored["config"]
        self.seed = stored["seed"]["value"] if "seed" in stored else None
        self.names = list(self._artifacts)

    def _artifact(self, name):
        if name not in self._artifacts:
            raise UnknownKey(_unknown("artifact", name, self._artifacts))
        return self._artifacts[name]["kind"], self._artifacts[name]["data"]

    def path(self, name):
        """The path of the file that an artifact is stored in."""
        kind, stored = self._artifact(name)
        if not isinstance(stored, dict) or not isinstance(stored.get("file"), str):
            raise TypeError("%s is of the kind %s, which has no file: take it by its name, as in taken(...)[%r]" % (name, kind, name))
        return os.path.join(self._folder, stored["file"])

    def __contains__(self, name):
        return name in self._artifacts

    def __getitem__(self, name):
        kind, stored = self._artifact(name)
        if kind in ("metrics", "series"):
            return _numbers(stored)
        if kind == "table":
            return _rows(self.path(name), stored["columns"])
        if kind == "tensor":
            try:
                import numpy
            except ImportError:
                raise ImportError("a tensor is given as an array of NumPy; without it, read the NPY file %s" % self.path(name))
            return numpy.load(self.path(name), allow_pickle=False)
        return self.path(name) if isinstance(stored, dict) and "file" in stored else stored

    def metric(self, path):
        """A number by its path: metric("test.accuracy")."""
        for name in self.names:
            if path == name or path.startswith(name + "."):
                value = self[name]
                for step in path[len(name) + 1:].split(".") if path != name else []:
                    value = value.get(step) if isinstance(value, dict) else None
                if isinstance(value, (int, float)):
                    return value
        raise UnknownKey(_unknown("metric", path, self._metric_paths()))

    def _metric_paths(self):
        def below(value, path):
            if not isinstance(value, dict):
                return [path]
            return [one for name, item in value.items() for one in below(item, "%s.%s" % (path, name))]

        return [one for name in self.names if self._artifacts[name]["kind"] == "metrics" for one in below(self[name], name)]


_WORDS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


def _numbers(stored):
    """Stored numbers, in dicts and lists: those that JSON lacks are words there."""
    if isinstance(stored, dict):
        return {name: _numbers(item) for name, item in stored.items()}
    if isinstance(stored, list):
        return [_numbers(item) for item in stored]
    return _WORDS.get(stored, stored) if isinstance(stored, str) else stored


def _rows(path, columns):
    """The rows of a stored table. Of CSV the module of Python cannot tell an empty text from nothing, which are two things here."""
    with open(path, encoding="utf-8", newline="") as source:
        text = source.read()
    rows, row, at = [], [], 0
    while at < len(text):
        field = _CSV_FIELD.match(text, at)
        quoted, plain, end = field.group(1), field.group(2), field.group(3)
        row.append(plain or None if quoted is None else quoted.replace('""', '"'))
        at = field.end()
        if end != ",":
            rows.append(row)
            row = []
    return [{column["name"]: _typed(cell, column["type"]) for column, cell in zip(columns, cells)} for cells in rows[1:]]


_CSV_FIELD = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\Z)')


def _typed(cell, kind):
    if cell is None:
        return None
    if kind == "number":
        return _WORDS[cell] if cell in _WORDS else float(cell) if any(mark in cell for mark in ".eE") else int(cell)
    if kind == "boolean":
        return cell == "true"
    # Without the mark before what a spreadsheet would take for a formula.
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def taken(at):
    """The result of another task that the config takes: taken("weights"), or taken(config.weights), where the sweep says
    weights: from('pretrain')."""
    places = json.loads("{}") if "BOCAS_FROM" not in os.environ else _read_json("BOCAS_FROM")
    if isinstance(at, dict):
        same = [path for path in places if _at(path) == at]
        at = same[0] if same else "(no place of the config)"
    if at not in places:
        raise UnknownKey(
            "%s. A result is taken where the sweep says so: defineSweep({ %s: from('<task>') })"
            % (_unknown("result that is taken as", at, places), at if re.match(r"[A-Za-z_]\w*\Z", str(at)) else "start")
        )
    return Taken(places[at])


def _at(path):
    value = globals().get("config") or __getattr__("config")
    for step in path.split("."):
        value = value[int(step)] if isinstance(value, list) else value.get(step)
    return value


# ---- figures: what a program that draws is given, and what it leaves ------------------------------------------------------


class Run(Taken):
    """The result of a run, as of `taken`; with the `task`, the `name` and all `metrics` by their paths."""

    def __init__(self, folder, said):
        Taken.__init__(self, folder)
        self.task, self.name, self.metrics = said["task"], said["name"], _numbers(said["metrics"])
        # That of several tasks says which it is of.
        self.config = said["config"]
        # Of a result that another program has recorded: from which, what was read, and what it is called there.
        self.imported = said.get("imported")


def runs():
    """The results that figures.ts has selected, in the order of the sweep."""
    folder = _given("BOCAS_RUNS")
    with open(os.path.join(folder, "runs.json"), encoding="utf-8") as source:
        listed = json.load(source, object_hook=Config)
    return [Run(os.path.join(folder, said["folder"]), said) for said in listed]


def frame():
    """The results as a frame of pandas: `task`, `run`, `seed`, config.*, and every metric."""
    import pandas

    def flat(value, path):
        if isinstance(value, dict):
            # A named alternative stands for its label.
            return {key: item for name, below in value.items() for key, item in flat(below, path if name == "name" else path + "." + name).items()}
        return {path: value}

    return pandas.DataFrame([
        {"task": run.task, "run": run.name, "seed": run.seed, **flat(run.config, "config"), **run.metrics} for run in runs()
    ])


def figure(name, picture, alt, data=None):
    """Leaves a figure: of matplotlib (or anything with `savefig`) as PDF, SVG and PNG; or a picture by its path, or several.

    `alt` says what there is to see, for those who cannot. `data` is a pandas frame or a list of dicts, kept as CSV."""
    folder = _drawn("figures")
    if hasattr(picture, "savefig"):
        matplotlib = sys.modules.get("matplotlib")
        if matplotlib is not None:
            # Ids that are the same each time, and text that stays text in a PDF.
            matplotlib.rcParams.update({"svg.hashsalt": name, "pdf.fonttype": 42})
        for ending, said in (("pdf", {"CreationDate": None}), ("svg", {"Date": None}), ("png", {})):
            picture.savefig(os.path.join(folder, "%s.%s" % (name, ending)), metadata=said, dpi=288)
    else:
        for path in [picture] if isinstance(picture, (str, os.PathLike)) else picture:
            shutil.copyfile(path, os.path.join(folder, name + os.path.splitext(os.fspath(path))[1].lower()))
    with open(os.path.join(folder, name + ".alt.txt"), "w", encoding="utf-8") as target:
        target.write(alt + "\n")
    if data is not None:
        _leave_csv(os.path.join(folder, name + ".csv"), data)


def figure_table(name, rows):
    """Leaves a table for the text: columns that name the rows first, then numbers, as texts where they are to be read as they are:
    [{"network": "CNN", "accuracy": "97.1 ± 0.2"}]."""
    _leave_csv(os.path.join(_drawn("tables"), name + ".csv"), rows)


def fact(name, words):
    """Leaves words that the text quotes by this name, a number rounded as it is to be read: fact("slope", "-0.31")."""
    path = os.path.join(_given("BOCAS_RESULT"), "facts.json")
    facts = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as source:
            facts = json.load(source)
    if name in facts:
        raise ValueError("there is a fact %r already" % name)
    facts[name] = str(words)
    with open(path, "w", encoding="utf-8") as target:
        json.dump(facts, target, ensure_ascii=False, indent=1)


def _drawn(kind):
    folder = os.path.join(_given("BOCAS_RESULT"), kind)
    os.makedirs(folder, exist_ok=True)
    return folder


def _leave_csv(path, rows):
    names, lines = _frame_lines(rows) if _is_frame(rows) else _dict_lines(rows)
    with open(path, "w", encoding="utf-8", newline="") as target:
        target.write("".join(",".join(_field(cell) for cell in line) + "\n" for line in [names] + lines))


_asked_to_stop = threading.Event()
_listens = False


def stopping():
    """Whether the run was asked to stop (SIGTERM). Without a call of this function, that ends the program at once; with one, the program
    has a few seconds to save what it has and to end. The first call belongs before the work, in the main thread."""
    global _listens
    if not _listens:
        signal.signal(signal.SIGTERM, _stop)
        _listens = True
    return _asked_to_stop.is_set()


def _stop(*_):
    _asked_to_stop.set()
    folder = os.environ.get("BOCAS_RESULT")
    if folder is not None:
        # What comes out now can be a part of a result: it is not kept, and the run not failed, however the program ends.
        os.close(os.open(os.path.join(folder, "stopped"), os.O_CREAT | os.O_WRONLY))


def progress(step, of, metrics=None, **more):
    """Reports that `step` of `of` steps are done, with the metrics so far: progress(3, 20, loss=0.4)."""
    shown = {name: _number(value, name) for name, value in {**(metrics or {}), **more}.items()}
    report = {"step": _number(step, "step"), "of": _number(of, "of"), "metrics": shown}
    if "BOCAS_PROTOCOL" in os.environ:
        line = "::bocas progress " + json.dumps(report)
    else:
        line = " ".join(["step %s of %s" % (step, of)] + ["%s=%s" % pair for pair in shown.items()])
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


# ---- what comes out --------------------------------------------------------------------------------------------------

_done = False


def result(_artifacts=None, **artifacts):
    """Says what came out, once, at the end: result(accuracy=0.9, history=h) or result({"val": {...}, "test": {...}}).

    Numbers and dicts of numbers are metrics. A dict of lists (or what `model.fit` of Keras returns) is a series over steps, a pandas
    frame or a list of dicts a table, an array a tensor, the path of a PNG an image, any other path a file. Say `history(...)`,
    `table(...)`, `tensor(...)`, `image(...)` or `file(...)` where it could be something else.
    """
    global _done
    if _done:
        raise RuntimeError("result() was called before: call it once, with everything")
    items = {**(_artifacts or {}), **artifacts}
    if not items:
        raise ValueError("result() was given nothing: pass at least one metric or artifact, as in result(accuracy=0.9)")
    folder = os.environ.get("BOCAS_RESULT")
    problems, stored = [], {}
    for name, value in items.items():
        try:
            stored[str(name)] = _store(str(name), value, folder)
        except (TypeError, ValueError) as error:
            text = str(error)
            problems.append(text if text.startswith(str(name)) else "%s: %s" % (name, text))
    if problems:
        _keep_what_goes(folder, "\n".join(problems), stored, items)
        raise ValueError("\n".join(problems))
    _done = True
    if folder is None:
        return print(json.dumps(stored, indent=2))
    # The name by which it is looked for comes last: a program that is killed here leaves none.
    unfinished = os.path.join(folder, "result.json.part")
    with open(unfinished, "w", encoding="utf-8") as target:
        json.dump(stored, target, allow_nan=False)
    os.replace(unfinished, os.path.join(folder, "result.json"))


def _keep_what_goes(folder, reason, stored, items):
    """A mistake in one artifact does not lose the others, which may have taken hours: bocas keeps this beside the log of the failed run."""
    if folder is None:
        return
    rest = {str(name): {"problem": reason, "text": repr(value)} for name, value in items.items() if str(name) not in stored}
    with open(os.path.join(folder, "rescued.json"), "w", encoding="utf-8") as target:
        json.dump({"reason": reason, "artifacts": stored, "rest": rest}, target)


def _store(name, value, folder):
    artifact = _as_artifact(value)
    if artifact is None:
        return _metrics(value, name)
    return {"kind": artifact.kind, "data": artifact.store(name, folder)}


class _Artifact:
    """An artifact of a kind: `store(name, folder)` gives its data and writes its files (without a folder, none)."""

    def __init__(self, kind, store):
        self.kind = kind
        self.store = store


def _as_artifact(value):
    """The artifact that a value plainly is; None for metrics."""
    if isinstance(value, _Artifact):
        return value
    if _is_frame(value):
        return table(value)
    if isinstance(getattr(value, "history", None), dict) or _is_columns(value):
        return history(value)
    if isinstance(value, (list, tuple)) and value and all(isinstance(row, dict) for row in value):
        return table(value)
    if _is_array(value):
        return tensor(value)
    if isinstance(value, os.PathLike):
        return image(value) if os.fspath(value).lower().endswith(".png") else file(value)
    return None


def _metrics(value, path):
    if isinstance(value, dict):
        if not value:
            raise ValueError("%s: the dict is empty; leave it out or put a number into it" % path)
        return {str(name): _metrics(item, "%s.%s" % (path, name)) for name, item in value.items()}
    return _number(value, path)


def _number(value, path):
    """A number as JSON has it; NaN and infinities, which JSON lacks, as words."""
    if getattr(value, "shape", None) == () and hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool):
        raise TypeError("%s: a boolean is no number; write 1 or 0" % path)
    if isinstance(value, numbers.Integral):
        return int(value)
    if not isinstance(value, numbers.Real):
        raise TypeError(
            "%s: %s is no number; plain values are numbers or dicts of numbers, and table(...), tensor(...), history(...), "
            "image(...), file(...) make the other kinds" % (path, _describe(value))
        )
    value = float(value)
    if math.isnan(value):
        return "NaN"
    return value if math.isfinite(value) else "Infinity" if value > 0 else "-Infinity"


def _describe(value):
    kind = type(value)
    return repr(value) if kind in (str, type(None)) and len(repr(value)) < 40 else "a %s" % kind.__name__


def history(columns):
    """A series over steps: {"loss": [...], "val_loss": [...]}, what `model.fit` of Keras returns, a dict of such dicts
    ({"train": {...}, "val": {...}} becomes train_loss, val_loss), or a list with one dict per step."""
    columns = getattr(columns, "history", columns)
    if isinstance(columns, (list, tuple)):
        columns = _by_column(columns)
    if not isinstance(columns, dict) or not columns:
        raise TypeError('history() takes lists by name, such as {"loss": [0.5, 0.4]}, not %s' % _describe(columns))
    flat = _flat(columns)
    for name, values in flat.items():
        if not _is_list(values):
            raise TypeError("history() takes lists of numbers, and `%s` is %s" % (name, _describe(values)))

    def store(name, folder):
        return {
            column: [_number(item, "%s.%s[%d]" % (name, column, step)) for step, item in enumerate(_list(values))]
            for column, values in flat.items()
        }

    return _Artifact("series", store)


def _by_column(steps):
    if not all(isinstance(step, dict) and step.keys() == steps[0].keys() for step in steps):
        raise TypeError("history() takes one dict per step, all with the same keys")
    return {column: [step[column] for step in steps] for column in (steps[0] if steps else {})}


def _flat(columns, prefix=""):
    flat = {}
    for name, values in columns.items():
        if isinstance(values, dict):
            flat.update(_flat(values, "%s%s_" % (prefix, name)))
        else:
            flat["%s%s" % (prefix, name)] = values
    return flat


def _is_columns(value):
    """Whether a dict holds lists of numbers, possibly in blocks."""
    if not isinstance(value, dict) or not value:
        return False
    return all(_is_columns(item) if isinstance(item, dict) else _is_list(item) for item in value.values())


def _is_list(value):
    return isinstance(value, (list, tuple)) or len(getattr(value, "shape", ())) == 1


def _list(values):
    return values.tolist() if hasattr(values, "tolist") else values


def table(rows):
    """A table: a pandas frame (its index, unless it only counts the rows, becomes columns), or a list of dicts with the same keys."""
    names, lines = _frame_lines(rows) if _is_frame(rows) else _dict_lines(rows)

    def store(name, folder):
        columns = [{"name": column, "type": _column_type(name, column, lines, at)} for at, column in enumerate(names)]
        text = "".join(",".join(_field(cell) for cell in line) + "\n" for line in [names] + lines) if names else ""
        return {"file": _write(folder, name + ".csv", text.encode("utf-8")), "rows": len(lines), "columns": columns}

    return _Artifact("table", store)


def _is_frame(value):
    return type(value).__module__.split(".")[0] == "pandas" and hasattr(value, "columns") and hasattr(value, "itertuples")


def _frame_lines(frame):
    index = frame.index
    if type(index).__name__ != "RangeIndex" or index.start != 0 or index.step != 1 or index.name is not None:
        frame = frame.reset_index()
    # pandas has one word for "nothing" per type; in a table it is an empty cell.
    empty = frame.isna()
    lines = [
        [None if nothing else _cell(cell) for cell, nothing in zip(*pair)]
        for pair in zip(frame.itertuples(index=False, name=None), empty.itertuples(index=False, name=None))
    ]
    return [".".join(map(str, name)) if isinstance(name, tuple) else str(name) for name in frame.columns], lines


def _dict_lines(rows):
    if not isinstance(rows, (list, tuple)) or not all(isinstance(row, dict) for row in rows):
        raise TypeError('table() takes a pandas frame or a list of dicts, such as [{"epoch": 1, "loss": 0.5}]')
    names = list(rows[0]) if rows else []
    for at, row in enumerate(rows):
        if set(row) != set(names):
            raise ValueError("row %d of the table has other columns than the first; write None where there is nothing" % at)
    return [str(name) for name in names], [[_cell(row[name]) for name in names] for row in rows]


def _cell(value):
    if getattr(value, "shape", None) == () and hasattr(value, "item"):
        value = value.item()
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, numbers.Integral):
        return int(value)
    return float(value) if isinstance(value, numbers.Real) else str(value)


def _column_type(name, column, lines, at):
    types = {_cell_type(line[at]) for line in lines if line[at] is not None}
    if len(types) > 1:
        raise ValueError("%s: the column `%s` holds %s; a column holds one type" % (name, column, " and ".join(sorted(types))))
    return types.pop() if types else "string"


def _cell_type(cell):
    return "boolean" if isinstance(cell, bool) else "string" if isinstance(cell, str) else "number"


def _field(cell):
    """A field of a CSV file: an empty one is None, an empty text is quoted."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if not isinstance(cell, str):
        cell = _number(cell, "cell")
        return cell if isinstance(cell, str) else repr(cell)
    # What a spreadsheet would take for a formula is marked as text; bocas takes the mark off again.
    if _FORMULA.match(cell) and not _LIKE_NUMBER.match(cell):
        cell = "'" + cell
    return '"%s"' % cell.replace('"', '""') if cell == "" or any(odd in cell for odd in ',"\r\n') else cell


_FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@])")
_LIKE_NUMBER = re.compile(r"(?:[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?Infinity)\Z")


_TYPES = "float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 uint64".split()
# Types that an open reader cannot be expected to know, and a wider one that holds every value of theirs.
_WIDER = {"bool": "uint8", "float16": "float32", "bfloat16": "float32"}


def tensor(array):
    """An array of numbers of any rank: of NumPy, or of PyTorch, TensorFlow or JAX. Stored as NPY."""
    numpy = sys.modules.get("numpy")
    if numpy is None:
        raise TypeError("tensor() takes an array, and no module that makes arrays was imported: import numpy")
    if hasattr(array, "detach"):
        array = array.detach().cpu()
        if str(array.dtype) == "torch.bfloat16":
            array = array.float()
    array = numpy.asarray(array)
    kind = _WIDER.get(array.dtype.name, array.dtype.name)
    if kind not in _TYPES:
        raise TypeError("an array of %s cannot be stored in an open format; there are: %s" % (kind, ", ".join(_TYPES)))
    # Little-endian and in C order, whatever the machine.
    stored = numpy.asarray(array, dtype=numpy.dtype(kind).newbyteorder("<"), order="C")

    def store(name, folder):
        shape = list(stored.shape)
        header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }" % (stored.dtype.str, tuple(shape))
        # NPY 1.0 (NEP 1): the data begins at a multiple of 64 bytes.
        header = header.encode("latin1") + b" " * (-(len(header) + 11) % 64) + b"\n"
        content = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + stored.tobytes()
        return {"file": _write(folder, name + ".npy", content), "shape": shape, "dtype": kind}

    return _Artifact("tensor", store)


def _is_array(value):
    return hasattr(value, "shape") and hasattr(value, "dtype") and len(value.shape) > 0


def image(png):
    """A picture: the path of a PNG file, or its bytes."""
    if not isinstance(png, (bytes, bytearray)):
        with open(png, "rb") as source:
            png = source.read()
    if png[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("image() takes a PNG; keep another format with file(path)")
    width, height = struct.unpack(">II", png[16:24])

    def store(name, folder):
        return {"file": _write(folder, name + ".png", bytes(png)), "width": width, "height": height}

    return _Artifact("image", store)


def file(path, name=None):
    """Any file, copied as it is."""
    path = os.fspath(path)
    if not os.path.isfile(path):
        raise FileNotFoundError("there is no file %s" % path)
    name = name or os.path.basename(path)

    def store(artifact, folder):
        suffix = "".join(letter if letter.isalnum() or letter == "." else "-" for letter in os.path.splitext(name)[1])
        kept = artifact + (suffix or ".bin")
        if kept.lower() == "result.json":  # It has another use here.
            kept = "result-.json"
        if folder is not None:
            shutil.copyfile(path, os.path.join(folder, kept))
        return {"file": kept, "name": name}

    return _Artifact("file", store)


def _write(folder, name, content):
    if folder is not None:
        with open(os.path.join(folder, name), "wb") as target:
            target.write(content)
    return name


# ---- what the run has read: bocas checks that all of it is in the run's key --------------------------------------------


def _watch_reads():
    root, folder = os.environ.get("BOCAS_ROOT"), os.environ.get("BOCAS_RESULT")
    if not root or not folder:
        return
    main, opened, written = os.getpid(), set(), set()
    # Now, because Python forgets the place of the program itself before it says goodbye.
    opened.update(_place_of(sys.modules.get("__main__")))

    def see(event, args):
        if event != "open":
            return
        try:
            path, _, flags = args
            if isinstance(path, (str, bytes, os.PathLike)):
                path = os.path.abspath(os.fsdecode(path))
                if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
                    written.add(path)
                elif path not in opened:
                    opened.add(path)
                    # A process that was forked, such as a loader of data, often ends without a goodbye.
                    if os.getpid() != main:
                        say([path])
        except Exception:  # A program must not fail because it is watched.
            pass

    def say(paths):
        real = {os.path.realpath(path) for path in paths if path not in written and os.path.isfile(path)}
        inside = sorted(path for path in real if path.startswith(os.path.join(root, "")))
        if inside and os.path.isdir(folder):
            with open(os.path.join(folder, "reads-%d.txt" % os.getpid()), "a", encoding="utf-8") as target:
                target.write("".join(path + "\n" for path in inside))

    def report():
        # A copy: loading may go on in another thread.
        for module in list(sys.modules.values()):
            opened.update(_place_of(module))
        say(opened.copy())

    sys.addaudithook(see)
    atexit.register(report)


def _place_of(module):
    # Some modules answer to every name; their dict does not.
    place = getattr(module, "__dict__", {}).get("__file__")
    return [os.path.abspath(place)] if isinstance(place, str) else []


_watch_reads()
