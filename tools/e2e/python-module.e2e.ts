import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readProgramResult } from '../../packages/bocas/src/run/program-result'
import { isArtifact, type Image, type NdArray, type Series, type StoredFile } from 'bocas/internal'
import { REPOSITORY } from './rig/places'
import { describeWithPython } from './rig/python'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** The module `bocas` of Python, from what a program hands over to what a run returns. */
describeWithPython('numpy', 'pandas')('the Python module', () => {
  let folder: string
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'bocas-python-')))
    mkdirSync(join(folder, 'result'))
    writeFileSync(join(folder, 'config.json'), '{ "model": { "lr": 0.1 }, "epochs": 2 }')
    writeFileSync(join(folder, 'data.json'), '{ "data/x.csv": "/data/x.csv" }')
    writeFileSync(join(folder, 'dot.png'), PNG)
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const python = (code: string, env: NodeJS.ProcessEnv = {}) => {
    writeFileSync(join(folder, 'train.py'), code)
    return spawnSync('/usr/bin/python3', ['train.py'], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        PYTHONPATH: join(REPOSITORY, 'packages/bocas/python'),
        PYTHONDONTWRITEBYTECODE: '1',
        BOCAS_PROTOCOL: '1',
        BOCAS_CONFIG: join(folder, 'config.json'),
        BOCAS_DATA: join(folder, 'data.json'),
        BOCAS_RESULT: join(folder, 'result'),
        BOCAS_SEED: '7',
        BOCAS_DIR: folder,
        BOCAS_RESOURCES: '{"gpu": ["1"]}',
        ...env,
      },
    })
  }
  const output = (code: string): Record<string, unknown> => {
    const { status, stderr } = python(code)
    if (status !== 0) throw new Error(stderr)
    const artifacts = readProgramResult(join(folder, 'result'))
    return Object.fromEntries(
      Object.entries(artifacts).map(([name, value]) => [name, isArtifact(value) ? value.value : value]),
    )
  }
  const columns = (series: unknown) => (series as Series).columns

  it('gives the config, seed, data and slots', () => {
    const { stdout, stderr } = python(`from bocas import config, seed, data, resources
print(config.model.lr, config["model"]["lr"], config.epochs, seed, data("data/x.csv"), resources["gpu"])`)
    expect(stderr).toBe('')
    expect(stdout).toBe("0.1 0.1 2 7 /data/x.csv ['1']\n")
  })

  it.each([
    ['config.epoch', 'AttributeError: there is no key `epoch`; did you mean `epochs`? there are: `model`, `epochs`'],
    ['config["modle"]', 'there is no key `modle`; did you mean `model`?'],
    ['bocas.data("y.csv")', "What is not declared is not in the run's key: declare it in sweep.ts"],
  ])('names what there is when %s is asked for', (expression, message) => {
    expect(python(`import bocas\nfrom bocas import config\n${expression}`).stderr).toContain(message)
  })

  it('makes metrics of numbers of all sorts', () => {
    const given = output(`import numpy as np
from bocas import result
result({"val": {"f1": np.float32(0.5), "inf": float("-inf")}}, n=np.int64(3), zero=np.array(2.0), nan=float("nan"))`)
    expect(given).toEqual({ val: { f1: 0.5, inf: -Infinity }, n: 3, zero: 2, nan: NaN })
  })

  it('makes series of the histories that trainers keep', () => {
    const given = output(`import numpy as np
from bocas import result, history
class Keras:
    history = {"loss": [np.float32(1.5), 2], "accuracy": (0.1, 0.2)}
result(
    keras=Keras(),
    lists={"loss": [0.5, float("nan")], "val_loss": np.array([1.0, 2.0])},
    blocks={"train": {"loss": [1, 2]}, "val": {"loss": [3, 4]}},
    steps=history([{"epoch": 1, "loss": 0.5}, {"epoch": 2, "loss": 0.25}]),
)`)
    expect(columns(given.keras)).toEqual({ loss: [1.5, 2], accuracy: [0.1, 0.2] })
    expect(columns(given.lists)).toEqual({ loss: [0.5, NaN], val_loss: [1, 2] })
    expect(columns(given.blocks)).toEqual({ train_loss: [1, 2], val_loss: [3, 4] })
    expect(columns(given.steps)).toEqual({ epoch: [1, 2], loss: [0.5, 0.25] })
  })

  it('makes tensors of arrays, whatever their order and byte order', () => {
    const given = output(`import numpy as np
from bocas import result
result(
    turned=np.arange(6, dtype=">f8").reshape(2, 3).T,
    half=np.ones(2, dtype=np.float16),
    mask=np.array([True, False]),
    big=np.array([2**63 - 1]),
)`) as Record<string, NdArray>
    expect(given.turned).toEqual({ data: Float64Array.of(0, 3, 1, 4, 2, 5), shape: [3, 2], dtype: 'float64' })
    expect(given.half).toEqual({ data: Float32Array.of(1, 1), shape: [2], dtype: 'float32' })
    expect(given.mask).toEqual({ data: Uint8Array.of(1, 0), shape: [2], dtype: 'uint8' })
    expect(given.big).toEqual({ data: BigInt64Array.of(2n ** 63n - 1n), shape: [1], dtype: 'int64' })
  })

  it('makes tables of frames and of lists of dicts', () => {
    const given = output(`import pandas as pd
from bocas import result
frame = pd.DataFrame({
    "score": [1.5, None], "text": ['a,"b"', None], "right": [True, False],
    "day": pd.to_datetime(["2020-01-01", None]), "count": pd.array([1, None], dtype="Int64"),
})
result(
    plain=frame,
    indexed=frame[["score"]].set_index(pd.Index(["p", "q"], name="fold")),
    rows=[{"a": 1, "b": None, "c": ""}, {"a": float("nan"), "b": None, "c": "x\\ny"}],
)`)
    expect(given.plain).toEqual([
      { score: 1.5, text: 'a,"b"', right: true, day: '2020-01-01 00:00:00', count: 1 },
      { score: null, text: null, right: false, day: null, count: null },
    ])
    expect(given.indexed).toEqual([
      { fold: 'p', score: 1.5 },
      { fold: 'q', score: null },
    ])
    expect(given.rows).toEqual([
      { a: 1, b: null, c: '' },
      { a: NaN, b: null, c: 'x\ny' },
    ])
  })

  it('makes images and files of paths', () => {
    const given = output(`from pathlib import Path
from bocas import result, image, file
result(dot=Path("dot.png"), bytes=image(open("dot.png", "rb").read()), result=file("config.json", "model.json"))`)
    expect(given.dot).toMatchObject({ width: 1, height: 1 })
    expect(Buffer.from((given.bytes as Image).png)).toEqual(PNG)
    expect((given.result as StoredFile).name).toBe('model.json')
    expect(Buffer.from((given.result as StoredFile).bytes()).toString()).toContain('"epochs": 2')
  })

  it('names everything that is wrong with a result at once, and leaves none', () => {
    const { status, stderr } = python(`import numpy as np
from bocas import result
result(a=True, b="text", c={}, d={"e": [1, "x"]}, f=np.array(["x"]), g=[1, 2], h=[{"a": 1}, {"a": "b"}], i=None)`)
    expect(status).toBe(1)
    for (const message of [
      'a: a boolean is no number; write 1 or 0',
      "b: 'text' is no number",
      'c: the dict is empty',
      "d.e[1]: 'x' is no number",
      'f: an array of str',
      'g: a list is no number',
      'h: the column `a` holds number and string',
      'i: None is no number',
    ]) {
      expect(stderr).toContain(message)
    }
    expect(existsSync(join(folder, 'result/result.json'))).toBe(false)
  })

  it('takes a result once', () => {
    expect(python('from bocas import result\nresult(a=1)\nresult(b=2)').stderr).toContain('result() was called before')
  })

  it('imports NumPy and pandas for nobody', () => {
    const { stdout } = python(`import sys
from bocas import config, progress, result
progress(1, 2, loss=0.5)
result(a=1, history={"loss": [1.0]}, rows=[{"a": 1}])
print([name for name in ("numpy", "pandas") if name in sys.modules])`)
    expect(stdout).toBe('::bocas progress {"step": 1, "of": 2, "metrics": {"loss": 0.5}}\n[]\n')
  })

  it('says what the program has read of the workspace, and not what it has written', () => {
    writeFileSync(join(folder, 'steps.py'), '')
    const { status } = python(
      `import bocas, steps
open("config.json").read()
open("made.txt", "w").write("x")
open("made.txt").read()
bocas.result(a=1)`,
      { BOCAS_ROOT: folder },
    )
    expect(status).toBe(0)
    expect(reads()).toEqual([['config.json', 'steps.py', 'train.py']])
  })

  it('says what processes have read that it has forked, however they end', () => {
    const { status, stderr } = python(
      `import os, bocas
child = os.fork()
if child == 0:
    open("data.json").read()
    os._exit(0)
os.waitpid(child, 0)
bocas.result(a=1)`,
      { BOCAS_ROOT: folder },
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(reads()).toEqual([['data.json'], ['train.py']])
  })

  /** By process: the files of this folder that it says to have read. */
  const reads = (): string[][] =>
    readdirSync(join(folder, 'result'))
      .filter((file) => file.startsWith('reads-'))
      .map((file) =>
        readFileSync(join(folder, 'result', file), 'utf8')
          .trimEnd()
          .split('\n'),
      )
      .map((files) => files.map((file) => file.slice(folder.length + 1)))
      .sort()

  it('says what to do when bocas has not started the program, and prints the result of one that is tried by hand', () => {
    const without = { BOCAS_PROTOCOL: undefined, BOCAS_RESULT: undefined }
    expect(python('from bocas import config', { ...without, BOCAS_CONFIG: undefined }).stderr).toContain(
      'this program is started by bocas (nx run <task>:try key=value)',
    )
    const { stdout } = python(
      'from bocas import config, progress, result\nprogress(1, 2, loss=0.5)\nresult(lr=config.model.lr)',
      without,
    )
    expect(stdout).toBe('step 1 of 2 loss=0.5\n{\n  "lr": 0.1\n}\n')
  })
})
