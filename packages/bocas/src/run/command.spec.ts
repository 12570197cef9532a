import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { saveOutput } from '../artifacts'
import { writeNpy } from '../artifacts/kinds/npy'
import { sha256 } from '../keys/canonical-json'
import type { Artifact } from '../artifacts/artifact'
import type { Series } from '../artifacts/kinds/series'
import { command } from './command'
import type { CommandOptions } from './command-declaration'
import { REASON } from './program-error'
import { PROGRAM, type ProgramPlace } from './program-place'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Programs in the one language that is sure to be here: what the protocol gives and takes is the same in all. */
const node = (script: string): string => `"${process.execPath}" ${script}`

describe('a command', () => {
  let root: string
  let folder: string
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'bocas-command-')))
    folder = join(root, 'tasks/x')
    mkdirSync(join(folder, 'data'), { recursive: true })
    writeFileSync(join(folder, 'data/x.csv'), 'x\n1\n')
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  const started = (script: string, options: Partial<CommandOptions> = {}, config: unknown = { lr: 0.1 }) => {
    writeFileSync(join(folder, 'train.js'), script)
    const run = command<unknown, { score: number }>(node('train.js'), { inputs: ['train.js'], ...options })
    const dir = mkdtempSync(join(root, '.work-'))
    const stop = new AbortController()
    const log: string[] = []
    const reports: unknown[] = []
    const place: ProgramPlace = {
      declaration: { line: node('train.js'), inputs: ['train.js'], ...options },
      folder,
      root,
      python: join(root, 'python'),
      data: { 'data/x.csv': join(folder, 'data/x.csv') },
      inputs: [{ file: join(folder, 'train.js'), sha256: sha256(script) }],
    }
    const ctx = {
      seed: 7,
      dir,
      signal: stop.signal,
      log: (line: string) => void log.push(line),
      progress: (...report: unknown[]) => void reports.push(report),
      input: () => '',
      from: () => undefined as never,
      checkpoint: {
        folder: join(root, '.checkpoint'),
        save: () => Promise.resolve(),
        load: () => Promise.resolve(undefined),
      },
      resources: { gpu: ['1'] },
      [PROGRAM]: place,
    }
    return { ended: run(config, ctx), stop, log, reports, dir }
  }
  /** What a command looks at before it starts its program. */
  const bare = (place?: object) =>
    ({
      seed: 0,
      dir: root,
      signal: new AbortController().signal,
      checkpoint: { folder: root },
      resources: {},
      [PROGRAM]: place,
    }) as never
  const PUT = `const put = (value) => require('fs').writeFileSync(process.env.BOCAS_RESULT + '/result.json', JSON.stringify(value));`

  it('is given its config, seed, data and a scratch folder, in a copy of the folder of the task', async () => {
    const { ended, log, dir } = started(
      `${PUT}
const { readFileSync, readdirSync } = require('fs')
const read = (name) => JSON.parse(readFileSync(process.env[name], 'utf8'))
console.log(JSON.stringify({
  cwd: require('path').relative(process.env.BOCAS_ROOT, process.cwd()), config: read('BOCAS_CONFIG'), data: read('BOCAS_DATA'), seed: process.env.BOCAS_SEED,
  scratch: readdirSync(process.env.BOCAS_DIR), resources: process.env.BOCAS_RESOURCES,
  checkpoint: process.env.BOCAS_CHECKPOINT, own: process.env.OWN,
}))
put({ score: 1 })`,
      { env: { OWN: 'mine' } },
      { model: { lr: 0.1 } },
    )
    expect(await ended).toEqual({ score: 1 })
    expect(JSON.parse(log[0]!)).toEqual({
      cwd: join(relative(root, dir), 'workspace/tasks/x'),
      config: { model: { lr: 0.1 } },
      data: { 'data/x.csv': join(folder, 'data/x.csv') },
      seed: '7',
      scratch: [],
      resources: '{"gpu":["1"]}',
      checkpoint: join(root, '.checkpoint'),
      own: 'mine',
    })
  })

  it('gives artifacts of all kinds: the example of docs/protocol.md', async () => {
    const payloads: Record<string, string | Uint8Array> = {
      'result.json': readFileSync(join(__dirname, '../../../../docs/protocol-result.json')),
      'mistakes.csv': 'image\n4\n\n',
      'confusion.npy': writeNpy(BigInt64Array.of(9n, 0n, 1n, 8n), [2, 2], 'int64'),
      'sample.png': PNG,
      'model.bin': 'weights',
    }
    mkdirSync(join(root, '.payloads'))
    for (const [name, content] of Object.entries(payloads)) writeFileSync(join(root, '.payloads', name), content)
    const copy = `require('fs').cpSync(process.env.BOCAS_ROOT + '/.payloads', process.env.BOCAS_RESULT, { recursive: true })`
    const output = (await started(copy).ended) as unknown as Record<string, Artifact>
    expect(output.test).toEqual({ accuracy: 0.97, f1: 0.96 })
    expect((output.history!.value as Series).columns).toEqual({ loss: [0.9, 0.4], val_loss: [0.8, NaN] })
    expect(output.mistakes!.value).toEqual([{ image: 4 }, { image: null }])
    expect(output.confusion!.value).toMatchObject({ data: BigInt64Array.of(9n, 0n, 1n, 8n), shape: [2, 2] })
    expect(output.sample!.value).toMatchObject({ width: 1, height: 1 })
    const kept = join(root, 'kept')
    const stored = await saveOutput(output, kept)
    expect(Object.keys(stored.payloads).sort()).toEqual(['confusion.npy', 'mistakes.csv', 'model.onnx', 'sample.png'])
    expect(readFileSync(join(kept, 'model.onnx'), 'utf8')).toBe('weights')
  })

  it('takes numbers that JSON lacks as words, and an empty field of a table for nothing', async () => {
    const { ended } = started(`${PUT}
require('fs').writeFileSync(process.env.BOCAS_RESULT + '/rows.csv', 'said,truth\\n4,\\n9,""\\n')
put({
  test: { loss: 'NaN', gain: '-Infinity' },
  rows: { kind: 'table', data: { file: 'rows.csv', rows: 2, columns: [{ name: 'said', type: 'number' }, { name: 'truth', type: 'string' }] } },
})`)
    const output = (await ended) as unknown as Record<string, Artifact>
    expect(output.test).toEqual({ loss: NaN, gain: -Infinity })
    expect(output.rows!.value).toEqual([
      { said: 4, truth: null },
      { said: 9, truth: '' },
    ])
  })

  it('reports progress by lines of its output; the others are its log', async () => {
    const { ended, log, reports } = started(`${PUT}
console.log('warming up')
console.log('::bocas progress {"step":1,"of":2}')
process.stdout.write('epoch 2 ... ::bocas progress {"step":2,"of":2,"metrics":{"loss":0.5,"best":"NaN"}}\\n')
console.log('::bocas progress {"step":"three"}')
process.stdout.write('no end of line')
put({ score: 1 })`)
    await ended
    expect(reports).toEqual([
      [1, 2, undefined],
      [2, 2, { loss: 0.5, best: NaN }],
    ])
    expect(log).toEqual(['warming up', 'epoch 2 ... ', '::bocas progress {"step":"three"}', 'no end of line'])
  })

  it.each<[string, string]>([
    ['process.exit(3)', 'the program ended with exit code 3'],
    ["console.error('no such file'); process.exit(1)", 'the program ended with exit code 1: no such file'],
    ["process.kill(process.pid, 'SIGKILL')", 'the program was ended by SIGKILL'],
    ['', 'the program ended well but left no result'],
    [`${PUT} put([1])`, "the program's result.json holds artifacts by name"],
    [`require('fs').writeFileSync(process.env.BOCAS_RESULT + '/result.json', '{"a": NaN}')`, 'result.json is no JSON'],
    [
      `${PUT} put({ a: { kind: 'serie', data: {} }, b: { kind: 'series', data: { loss: 3 } }, c: { kind: 'image', data: { file: '../x.png', width: 1, height: 1 } } })`,
      'there is no kind `serie`; did you mean `series`',
    ],
  ])('fails with a reason when it does `%s`', async (script, message) => {
    await expect(started(script).ended).rejects.toThrow(message)
  })

  it('takes a Python traceback as its error, with the place in the task', async () => {
    const text = `Traceback (most recent call last):
  File "train.py", line 12, in <module>
  File "/usr/lib/python3/dist-packages/sklearn/base.py", line 700, in fit
ValueError: Input X contains NaN.
`
    const error: Error = await started(`console.error(${JSON.stringify(text)}); process.exit(1)`).ended.then(
      () => Promise.reject(new Error('it ended well')),
      (thrown: Error) => thrown,
    )
    expect(error.message).toBe('ValueError: Input X contains NaN.')
    expect(error.stack).toContain(`at ${join(folder, 'train.py')}:12`)
  })

  it('is named with its program when that is not there', async () => {
    const options = { inputs: ['x'] }
    const run = command<unknown, object>('no-such-program x', options)
    const place = {
      declaration: { line: 'no-such-program x', ...options },
      folder,
      root,
      python: '',
      data: {},
      inputs: [],
    }
    const ctx = bare(place)
    await expect(run({}, ctx)).rejects.toThrow('the program `no-such-program` was not found')
  })

  it('fails when it was not planned, or planned otherwise, because its key would be blind', async () => {
    const run = command<unknown, object>(node('train.js'), { inputs: ['train.js'] })
    await expect(run({}, bare())).rejects.toThrow('this command was not seen when the task was planned')
    const other = { declaration: { line: node('train.js'), inputs: ['other.js'] } }
    await expect(run({}, bare(other))).rejects.toThrow('the command is another one than when the task was planned')
  })

  it('fails when the program says that it read what is not declared', async () => {
    const reads = (...files: string[]) =>
      `${PUT} require('fs').writeFileSync(process.env.BOCAS_RESULT + '/reads-1.txt', ${JSON.stringify(files.map((file) => join(root, file)).join('\n'))}); put({ score: 1 })`
    await started(
      reads('tasks/x/train.js', 'tasks/x/data/x.csv', 'tasks/x/.venv/a.py', 'tasks/x/__pycache__/train.pyc'),
    ).ended
    await expect(started(reads('tasks/x/model.js', 'lib/a.js')).ended).rejects.toThrow(
      `the program read lib/a.js, which is not in the run key: add '../../lib/a.js' to the inputs of its command, or to the data of the sweep
the program read tasks/x/model.js`,
    )
  })

  it('works with its inputs as they were planned, and fails when it read one that was edited meanwhile', async () => {
    const edit = `require('fs').appendFileSync(${JSON.stringify(join(folder, 'train.js'))}, '// edited');`
    await expect(started(`${PUT} ${edit} put({ score: 1 })`).ended).resolves.toEqual({ score: 1 })
    const read = `require('fs').writeFileSync(process.env.BOCAS_RESULT + '/reads-1.txt', ${JSON.stringify(join(folder, 'train.js'))});`
    await expect(started(`${PUT} ${edit} ${read} put({ score: 1 })`).ended).rejects.toMatchObject({
      message: 'tasks/x/train.js changed while the run was at work, so its result fits no key: call nx again',
      [REASON]: 'surprise',
    })
  })

  it('writes into folders of its own by relative paths, and is told of by the places of the task', async () => {
    const write = `for (const name of ['best.txt', '../other.txt', '../../results.txt', 'train.js']) require('fs').writeFileSync(name, '1');`
    const { ended, log } = started(`${PUT} console.log(__filename); ${write} put({ score: 1 })`)
    await ended
    expect(log).toEqual([join(folder, 'train.js')])
    expect(readdirSync(root).filter((name) => !name.startsWith('.'))).toEqual(['tasks'])
    expect(readdirSync(join(root, 'tasks'))).toEqual(['x'])
    expect(readdirSync(folder)).toEqual(['data', 'train.js'])
    expect(readFileSync(join(folder, 'train.js'), 'utf8')).toContain('put')
  })

  it('is told which file it misses because it is not declared', async () => {
    writeFileSync(join(folder, 'vocab.txt'), '')
    await expect(started(`require('fs').readFileSync('vocab.txt')`).ended).rejects.toThrow(
      "\ntasks/x/vocab.txt is not among the inputs of the command, so the program does not find it: add 'vocab.txt'",
    )
  })

  const posix = process.platform === 'win32' ? it.skip : it
  const CHILD = `const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });`

  posix.each([
    ['by the signal', ''],
    ['with its exit code', "process.on('SIGTERM', () => { console.log('saving'); process.exit(143) });"],
    [
      'as if it were done, and says so',
      "process.on('SIGTERM', () => { console.log('saving'); require('fs').writeFileSync(process.env.BOCAS_RESULT + '/stopped', ''); put({ score: 1 }); process.exit(0) });",
    ],
  ])('is asked to stop by SIGTERM, and is no failure when it ends %s', async (_, handler) => {
    const { ended, stop, log } = started(`${PUT} ${handler} console.log('ready'); setInterval(() => 0, 1000)`)
    await until(() => log.includes('ready'))
    stop.abort()
    await expect(ended).rejects.toMatchObject({ message: 'the program was asked to stop', [REASON]: 'interrupted' })
    expect(log).toEqual(handler === '' ? ['ready'] : ['ready', 'saving'])
  })

  posix.each([
    ['ends well', 'put({ score: 1 }); process.exit(0)'],
    ['fails', 'process.exit(1)'],
  ])('takes with it what it has started when it %s', async (_, how) => {
    const { ended, log } = started(`${PUT} ${CHILD} console.log(child.pid); ${how}`)
    await ended.catch(() => undefined)
    await until(() => !isThere(Number(log[0])))
  })
})

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 200) throw new Error('waited in vain')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // A zombie in a container without an init is gone as well.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
