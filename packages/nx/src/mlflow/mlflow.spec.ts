import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { readMlflow } from '../imports/mlflow/read-mlflow'
import { experimentId, experimentMeta, runFiles } from './run-files'
import { isStoreOrEmpty, writeStore, type ExportedResult } from './write-store'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-mlflow-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const result = (more: Partial<ExportedResult> = {}): ExportedResult => {
  mkdirSync(join(folder, 'entry'), { recursive: true })
  for (const [name, text] of [
    ['result.json', '{}'],
    ['map.npy', 'bytes'],
  ])
    writeFileSync(join(folder, 'entry', name!), text!)
  return {
    task: 'digits',
    name: 'lr=0.1',
    key: 'ab'.repeat(32),
    config: { lr: 0.1, model: { name: 'cnn', width: 8 }, seed: 3, layers: [4, 2] },
    artifacts: {
      test: { kind: 'metrics', data: { accuracy: 0.75, loss: 'NaN' } },
      history: { kind: 'series', data: { epoch: [1, 5], loss: [2, 'Infinity'], 'val.loss': [3, -1] } },
      curve: { kind: 'series', data: { y: [1, 0.5] } },
      none: { kind: 'series', data: { y: [] } },
    },
    metricPaths: ['test.accuracy', 'test.loss'],
    started: 1_700_000_000_000,
    ended: 1_700_000_005_000,
    commit: 'c'.repeat(40),
    dir: join(folder, 'entry'),
    files: ['map.npy'],
    ...more,
  }
}
const filesBelow = (place: string): Record<string, string> =>
  Object.fromEntries(
    (readdirSync(place, { recursive: true }) as string[])
      .filter((name) => statSync(join(place, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(join(place, name), 'utf8')]),
  )

describe('a file store of MLflow', () => {
  it('has lines of time, value and step, as FileStore reads them', () => {
    writeStore(join(folder, 'mlruns'), [result()])
    const experiment = join(folder, 'mlruns', experimentId('digits'))
    const { 'meta.yaml': meta, ...files } = filesBelow(join(experiment, 'ab'.repeat(16)))
    expect(files).toEqual({
      'artifacts/map.npy': 'bytes',
      'artifacts/result.json': '{}',
      'metrics/curve.y': '1700000005000 1 0\n1700000005000 0.5 1\n',
      'metrics/history.loss': '1700000005000 2 1\n1700000005000 inf 5\n',
      'metrics/history.val.loss': '1700000005000 3 1\n1700000005000 -1 5\n',
      'metrics/test.accuracy': '1700000005000 0.75 0\n',
      'metrics/test.loss': '1700000005000 nan 0\n',
      'params/layers.0': '4',
      'params/layers.1': '2',
      'params/lr': '0.1',
      'params/model.name': 'cnn',
      'params/model.width': '8',
      'params/seed': '3',
      'tags/bocas.key': 'ab'.repeat(32),
      'tags/mlflow.runName': 'lr=0.1',
      'tags/mlflow.source.git.commit': 'c'.repeat(40),
      'tags/mlflow.source.name': 'digits',
    })
    expect(parse(meta!)).toMatchObject({
      artifact_uri: `file://${experiment}/${'ab'.repeat(16)}/artifacts`,
      experiment_id: experimentId('digits'),
      run_id: 'ab'.repeat(16),
      status: 3,
      start_time: 1_700_000_000_000,
      lifecycle_stage: 'active',
    })
    expect(experimentId('digits')).toMatch(/^\d{18}$/)
    expect(parse(experimentMeta('digits', 'file:///x'))).toMatchObject({
      experiment_id: experimentId('digits'),
      name: 'digits',
    })
  })

  it('has the same bytes when it is written again, over what was left', () => {
    const store = join(folder, 'mlruns')
    writeStore(store, [result()])
    const before = filesBelow(store)
    writeFileSync(join(store, experimentId('digits'), 'ab'.repeat(16), 'metrics', 'stale'), 'x')
    writeStore(store, [result()])
    expect(filesBelow(store)).toEqual(before)
  })

  it('can be imported again', async () => {
    writeStore(join(folder, 'mlruns'), [result()])
    const { runs, problems, notes } = await readMlflow(join(folder, 'mlruns'))
    expect({ problems, notes }).toEqual({ problems: [], notes: [] })
    expect(runs).toMatchObject([
      { name: 'lr=0.1', isFinished: true, config: { lr: 0.1, 'model.name': 'cnn', 'model.width': 8, seed: 3 } },
    ])
    expect(runs[0]!.metrics.get('history.loss')).toEqual([
      { step: 1, value: 2 },
      { step: 5, value: Infinity },
    ])
    expect(runs[0]!.metrics.get('test.loss')).toEqual([{ step: 0, value: NaN }])
  })

  it.each([
    ['../../x', 'params/.._.._x'],
    ['..', 'params/_'],
    ['ü/"\n', 'params/____'],
    ['x'.repeat(999), `params/${'x'.repeat(240)}`],
  ])('keeps the setting %j in its folder', (key, path) =>
    expect([...runFiles(result({ config: { [key]: 1 } }), 'file:///x').keys()]).toContain(path),
  )

  it('keeps settings apart whose names become one', () =>
    expect(
      [...runFiles(result({ config: { ä: 1, ö: 2, A: 3, a: 4 } }), 'x').keys()].filter((path) =>
        path.startsWith('params'),
      ),
    ).toEqual(['params/_', 'params/__2', 'params/A', 'params/a_2']))

  it.each(['"', '\\', '\n', ': #', 'ü', '😀', '\u2028', '*a', '!!x', 'yes', '1e5', ''])(
    'writes the name %j as YAML that says it',
    (name) => expect(parse(runFiles(result({ name }), 'x').get('meta.yaml')!)).toMatchObject({ run_name: name }),
  )

  it('is not begun among other files', () => {
    expect([isStoreOrEmpty(join(folder, 'none')), isStoreOrEmpty(folder)]).toEqual([true, true])
    writeFileSync(join(folder, 'notes.txt'), '')
    expect([isStoreOrEmpty(folder), isStoreOrEmpty(join(folder, 'notes.txt'))]).toEqual([false, false])
    mkdirSync(join(folder, '0'))
    writeFileSync(join(folder, '0', 'meta.yaml'), '')
    expect(isStoreOrEmpty(folder)).toBe(true)
  })
})
