import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { command } from 'bocas'
import {
  importedText,
  prepareFiguresProgram,
  sha256File,
  type ExpectedRun,
  type ProgramPlace,
  type ProvenanceFile,
} from 'bocas/internal'
import { where, whereThere } from '../../../../tools/jest/where'
import { defineFigures } from '../define-figures'
import { type FigureReport } from '../job'
import { type Kit } from '../kit/types'
import { digestsOf, testFolder, testJob, type run, writeResults } from '../test-results'

type ToyKit = Kit<Parameters<typeof run>[0], Awaited<ReturnType<typeof run>>>

jest.setTimeout(120_000)
// A module that Jest cannot load; that its files are Parquet is tested where rows are.
jest.mock('hyparquet-writer', () => ({ parquetWriteBuffer: () => new ArrayBuffer(8) }))

let folder: string
let runs: ExpectedRun[]
let root: string
beforeAll(async () => {
  folder = await testFolder()
  runs = await writeResults(folder)
})
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'bocas-program-')))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const python = realpathSync(join(__dirname, '../../../bocas/python'))

/** Draws with a program of a task, as a worker does. */
async function drawn(
  files: Readonly<Record<string, string>>,
  line: string,
  draw: (kit: ToyKit) => void | Promise<void> = ({ program }) => program(),
  change: { draft?: boolean; some?: readonly ExpectedRun[]; data?: Readonly<Record<string, string>> } = {},
): Promise<FigureReport> {
  const task = join(root, 'tasks', 'toy')
  mkdirSync(task, { recursive: true })
  const inputs = Object.entries(files).map(([name, text]) => {
    const file = join(task, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    return { file, sha256: sha256File(file) }
  })
  const declared = command<never, unknown>(line, { inputs: Object.keys(files) })
  const { data = {}, some = runs, draft = false } = change
  const place: ProgramPlace = {
    declaration: { line, inputs: Object.keys(files) },
    folder: task,
    root,
    python,
    data,
    inputs,
  }
  mkdirSync(join(root, '.bocas'), { recursive: true })
  const work = mkdtempSync(join(root, '.bocas', 'work-'))
  const program = prepareFiguresProgram(place, work)
  return defineFigures<typeof run>(draw, { program: declared }).render(testJob(folder, some, { program, data, draft }))
}

const NODE_PROGRAM = `
const { mkdirSync, readFileSync, writeFileSync, existsSync } = require('fs')
const { join } = require('path')
const { BOCAS_RUNS: given, BOCAS_RESULT: out } = process.env
const runs = JSON.parse(readFileSync(join(given, 'runs.json')))
mkdirSync(join(out, 'figures')); mkdirSync(join(out, 'tables'))
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><circle r="' + runs.length + '" cx="30" cy="30"/></svg>'
writeFileSync(join(out, 'figures/dots.svg'), svg)
writeFileSync(join(out, 'figures/dots.alt.txt'), 'A disc.')
writeFileSync(join(out, 'figures/dots.csv'), 'x,y\\n1,2\\n')
writeFileSync(join(out, 'tables/own.csv'), 'optimizer,accuracy,n\\nsgd_%,0.91 ± 0.02,12\\nadam,-0.5,\\n')
writeFileSync(join(out, 'facts.json'), JSON.stringify({ slope: '−0.31', best: 'adam' }))
const first = JSON.parse(readFileSync(join(given, runs[0].folder, 'result.json')))
if (first.artifacts.history.kind !== 'series' || !existsSync(join(given, 'runs.parquet'))) process.exit(3)
console.log(JSON.stringify(runs[0]))
`

describe('a program that draws', () => {
  it('is given the selected results, and its figures, tables and facts are kept with their runs', async () => {
    const printed: string[] = []
    const log = jest.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line))
    await drawn({ 'plot.js': NODE_PROGRAM }, 'node plot.js', ({ runs, program }) =>
      program(runs.only({ optimizer: 'adam' })),
    )
    log.mockRestore()
    expect(JSON.parse(printed[0]!)).toMatchObject({
      task: 'toy',
      name: 'optimizer=adam+lr=0.001+seed=0',
      config: { optimizer: 'adam' },
      seed: 0,
      metrics: { seconds: 20 },
    })
    expect(readFileSync(join(folder, 'figures', 'dots.svg'), 'utf8')).toContain('r="12"')
    expect(readFileSync(join(folder, 'figures', 'dots.csv'), 'utf8')).toBe('x,y\r\n1,2\r\n')
    expect(readFileSync(join(folder, 'tables', 'own.tex'), 'utf8')).toContain('sgd\\_\\%')
    expect(readFileSync(join(folder, 'tables', 'own.typ'), 'utf8')).toContain('−0.5')
    const { facts } = JSON.parse(readFileSync(join(folder, 'facts', 'toy.json'), 'utf8')) as {
      facts: Record<string, object>
    }
    expect(facts.slope).toMatchObject({ kind: 'label', text: '−0.31' })
    const made = JSON.parse(readFileSync(join(folder, 'provenance', 'toy.json'), 'utf8')) as ProvenanceFile
    expect(made.figures.dots).toMatchObject({
      formula: 'drawn by the program `node plot.js` from the results of these runs',
    })
    expect(made.facts.slope).toMatchObject({ formula: 'computed by the program `node plot.js` from these runs' })
    expect(made.tables.own!.cells[0]).toMatchObject({
      row: ['sgd_%'],
      column: ['accuracy'],
      text: '0.91 ± 0.02',
      formula: 'computed by the program `node plot.js` from these runs',
    })
    for (const ids of [made.figures.dots!.runs, made.facts.slope!.runs, made.tables.own!.cells[0]!.runs])
      expect(ids).toHaveLength(12)
  })

  it('gives the same bytes every time', async () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => undefined)
    const first = await digestsOf((await drawn({ 'plot.js': NODE_PROGRAM }, 'node plot.js')).written)
    expect(await digestsOf((await drawn({ 'plot.js': NODE_PROGRAM }, 'node plot.js')).written)).toEqual(first)
    log.mockRestore()
  })

  it('is given imported results too, which say where they come from', async () => {
    const imported = join(root, 'old.jsonl')
    const old = (seed: number) => ({
      name: `old=${seed}`,
      origin: `mlruns/${seed}`,
      config: { optimizer: 'adam', model: { lr: 0.01 }, seed },
      seed: { path: 'seed', value: seed },
      artifacts: {
        test: { kind: 'metrics', data: { accuracy: 0.9 + seed / 100 } },
        history: { kind: 'series', data: { loss: [2, 'NaN', 0.5] } },
      },
    })
    writeFileSync(imported, importedText({ from: 'mlflow', source: 'mlruns', runs: [old(0), old(1)] }))
    const script = `
const { readFileSync, writeFileSync, readdirSync } = require('fs')
const { BOCAS_RUNS: given, BOCAS_RESULT: out } = process.env
const last = JSON.parse(readFileSync(given + '/runs.json')).at(-1)
const { artifacts, imported } = JSON.parse(readFileSync(given + '/' + last.folder + '/result.json'))
console.log(JSON.stringify({ last, imported, loss: artifacts.history.data.loss, files: readdirSync(given + '/' + last.folder) }))
writeFileSync(out + '/facts.json', JSON.stringify({ old: last.name }))
`
    const printed: string[] = []
    const log = jest.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line))
    const { notes } = await drawn(
      { 'plot.js': script },
      'node plot.js',
      ({ runs, imported: read, program }) =>
        program(runs.only({ optimizer: 'adam' }).join(read('old.jsonl', { year: '2023' }))),
      { data: { 'old.jsonl': imported } },
    )
    log.mockRestore()
    const from = { from: 'mlflow', source: 'mlruns', origin: 'mlruns/1' }
    expect(JSON.parse(printed[0]!)).toEqual({
      last: {
        task: 'imported:old',
        name: 'old=1',
        config: { optimizer: 'adam', model: { lr: 0.01 }, seed: 1, year: '2023' },
        seed: 1,
        imported: from,
        folder: '14',
        metrics: { 'test.accuracy': 0.91 },
      },
      imported: from,
      loss: [2, 'NaN', 0.5],
      files: ['result.json'],
    })
    expect(notes.join()).toContain('2 of 14 runs are imported from MLflow (mlruns), not executed here')
    const made = JSON.parse(readFileSync(join(folder, 'provenance', 'toy.json'), 'utf8')) as ProvenanceFile
    expect(made.runs['imported:old/old=1']).toMatchObject({ imported: from })
  })

  it('may be all that there is of the figures, and draws beside ours', async () => {
    const declared = command<never, unknown>('node plot.js', { inputs: ['plot.js'] })
    expect(defineFigures<typeof run>(declared).program).toBe(declared)
    const log = jest.spyOn(console, 'log').mockImplementation(() => undefined)
    await drawn({ 'plot.js': NODE_PROGRAM }, 'node plot.js', ({ runs, program, scatter }) => {
      // Nobody waits for it here.
      void program()
      scatter('ours', runs, { x: 'seconds', y: 'test.accuracy' })
    })
    log.mockRestore()
    for (const name of ['ours.pdf', 'dots.svg']) expect(existsSync(join(folder, 'figures', name))).toBe(true)
  })

  const failures: [string, string, string][] = [
    ['leaves nothing', '', 'the program ended well but left nothing (at the program of the figures)'],
    ['fails', 'console.error("too few runs"); process.exit(2)', 'the program ended with exit code 2: too few runs'],
    [
      'leaves what has no meaning',
      'fs.writeFileSync(out + "/x.pdf", "")',
      'the program left `x.pdf`, which has no meaning there',
    ],
    [
      'leaves a figure without words',
      'fs.mkdirSync(out + "/figures"); fs.writeFileSync(out + "/figures/a.svg", "<svg></svg>")',
      'it has no alternative text',
    ],
    [
      'leaves a script',
      'fs.mkdirSync(out + "/figures"); fs.writeFileSync(out + "/figures/a.alt.txt", "a"); fs.writeFileSync(out + "/figures/a.svg", "<svg>\\n<script/></svg>")',
      '<script> is a script, which a figure has no use for (at figure a, svg, line 2)',
    ],
    [
      'leaves a link to somewhere else',
      'fs.mkdirSync(out + "/figures"); fs.writeFileSync(out + "/figures/a.alt.txt", "a"); fs.symlinkSync(process.execPath, out + "/figures/a.png")',
      'it is a link, and a file belongs there (at the program of the figures, figures/a.png)',
    ],
    [
      'leaves words from somewhere else',
      'fs.mkdirSync(out + "/figures"); fs.symlinkSync("/etc/hostname", out + "/figures/a.alt.txt")',
      'it is a link, and a file belongs there (at the program of the figures, figures/a.alt.txt)',
    ],
    [
      'leaves a link to a folder',
      'fs.symlinkSync("/etc", out + "/tables")',
      'it is a link, and a folder belongs there (at the program of the figures, tables)',
    ],
    [
      'leaves a file for a folder',
      'fs.writeFileSync(out + "/figures", "")',
      'it is a file, and a folder belongs there',
    ],
    ['leaves a folder for a file', 'fs.mkdirSync(out + "/facts.json")', 'it is a folder, and a file belongs there'],
    ['removes its folder', 'fs.rmdirSync(out)', 'the program ended well but left nothing'],
    [
      'leaves a picture of other bytes',
      'fs.mkdirSync(out + "/figures"); fs.writeFileSync(out + "/figures/a.alt.txt", "a"); const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64"); png[45] ^= 255; fs.writeFileSync(out + "/figures/a.png", png)',
      'the PNG is damaged: its part IDAT is not what was written (at figure a, png)',
    ],
    [
      'leaves facts that are no words',
      'fs.writeFileSync(out + "/facts.json", "{\\"a\\": 0.30000000000000004}")',
      'a fact of a program is the words that the text quotes',
    ],
    ['leaves facts that are no JSON', 'fs.writeFileSync(out + "/facts.json", "{")', 'this is no JSON'],
    [
      'leaves a table with words among numbers',
      'fs.mkdirSync(out + "/tables"); fs.writeFileSync(out + "/tables/a.csv", "a,b\\nx,1\\ny,good\\n")',
      '"good" is no number',
    ],
    [
      'leaves a ragged table',
      'fs.mkdirSync(out + "/tables"); fs.writeFileSync(out + "/tables/a.csv", "a,b\\nx\\n")',
      'it has 1 fields, and there are 2 heads',
    ],
    [
      'leaves a name that no file can have',
      'fs.mkdirSync(out + "/figures"); fs.writeFileSync(out + "/figures/a b.svg", "<svg></svg>"); fs.writeFileSync(out + "/figures/a b.alt.txt", "a")',
      'a b',
    ],
  ]
  it.each(failures)('that %s is refused', async (_, script, expected) => {
    const program = `const fs = require('fs'), out = process.env.BOCAS_RESULT\n${script}`
    const mute = jest.spyOn(process.stderr, 'write').mockReturnValue(true)
    await expect(drawn({ 'plot.js': program }, 'node plot.js')).rejects.toThrow(expected)
    mute.mockRestore()
  })

  it('that nobody has planned, or that is asked twice, is refused', async () => {
    await expect(defineFigures<typeof run>(({ program }) => program()).render(testJob(folder, runs))).rejects.toThrow(
      'the figures name no program (at the program of the figures)',
    )
    const log = jest.spyOn(console, 'log').mockImplementation(() => undefined)
    await expect(
      drawn({ 'plot.js': NODE_PROGRAM }, 'node plot.js', async ({ program }) => {
        await program()
        await program()
      }),
    ).rejects.toThrow('the program of figures is executed once')
    log.mockRestore()
  })

  where('python3').it('in Python that reads what no hash knows of is refused, with the line to add', async () => {
    writeFileSync(join(root, 'secret.csv'), '1')
    const script = `import bocas\nopen(${JSON.stringify(join(root, 'secret.csv'))}).read()\nbocas.fact("a", "1")\n`
    await expect(drawn({ 'plot.py': script }, 'python3 plot.py')).rejects.toThrow(
      "the program read secret.csv, which no hash knows of: add '../../secret.csv' to the inputs of its command, or to the data of the figures",
    )
  })

  where('python3').it('in Python that throws says its line', async () => {
    const mute = jest.spyOn(process.stderr, 'write').mockReturnValue(true)
    await expect(drawn({ 'plot.py': 'import bocas\nbocas.runs()[99]\n' }, 'python3 plot.py')).rejects.toThrow(
      'list index out of range',
    )
    mute.mockRestore()
  })

  const matplotlib = whereThere([
    { call: ['/usr/bin/python3', '-c', 'import matplotlib'], packages: 'python3-matplotlib' },
  ])
  matplotlib.it('in Python draws with matplotlib, the same bytes every time', async () => {
    const script = [
      'import matplotlib.pyplot as plt',
      'from bocas import fact, figure, figure_table, runs',
      'fig, ax = plt.subplots(figsize=(3.2, 2.2))',
      'for run in runs():',
      '    ax.plot(run["history"]["val_loss"], color="C0" if run.config.optimizer == "adam" else "C1")',
      'ax.set_xlabel("epoch")',
      'rows = [{"run": run.name, "accuracy": run.metric("test.accuracy")} for run in runs()]',
      'figure("curves", fig, alt="Curves of 24 runs.", data=rows)',
      'figure_table("best", [{"optimizer": "adam", "accuracy": "%.3f" % max(row["accuracy"] for row in rows)}])',
      'fact("best", "%.1f" % (100 * max(row["accuracy"] for row in rows)))',
    ].join('\n')
    const draw = () => drawn({ 'plot.py': script }, '/usr/bin/python3 plot.py')
    const { written, notes } = await draw()
    expect(notes).toEqual([])
    const first = await digestsOf(written)
    expect(Object.keys(first)).toEqual(
      expect.arrayContaining(['pdf', 'svg', 'png', 'csv', 'alt.txt'].map((ending) => `figures/curves.${ending}`)),
    )
    expect(readFileSync(join(folder, 'figures', 'curves.pdf'), 'latin1')).not.toContain('CreationDate (D:2')
    expect(await digestsOf((await draw()).written)).toEqual(first)
  })
})
