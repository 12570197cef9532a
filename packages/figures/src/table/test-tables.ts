import { type ExpectedRun, ProblemsError, readRuns } from 'bocas/internal'
import { makeKit } from '../kit/kit'
import { type Kit } from '../kit/types'
import { testFolder } from '../test-results'
import { type Table } from './table'
import { LONG_NAMES, NASTY_NAMES, SCRIPTS, writeGrid, writeNames, writeTactics } from './test-samples'

type Draw = (kit: Kit<unknown, unknown>) => void

const LABELS = {
  ...{
    ours: 'Ours',
    cutmix: 'CutMix',
    mixup: 'Mixup',
    majority: 'Majority class',
    mnist: 'MNIST',
    penguins: 'Penguins',
  },
  ...{ mlp: 'MLP', cnn: 'CNN', adam: 'Adam', 'model.lr': 'learning rate', seconds: 'time' },
}

/** The tables that a function draws. @throws Error with what is wrong, one line each. */
export async function drawTables(runs: readonly ExpectedRun[], draw: Draw, isDraft = false): Promise<readonly Table[]> {
  const joinTask = new Set(runs.map(({ task }) => task)).size > 1
  const { kit, collected } = makeKit(await readRuns(runs, { joinTask, holes: isDraft ? 'keep' : 'error' }), isDraft)
  draw(kit)
  if (collected.problems.length > 0) throw new ProblemsError(collected.problems)
  return collected.tables
}

const accuracy = { show: 'test.accuracy', better: 'max', as: 'percent', labels: LABELS } as const
const several = {
  show: ['test.accuracy', 'test.top5', 'test.loss', 'seconds'],
  better: { 'test.accuracy': 'max', 'test.top5': 'max', 'test.loss': 'min', seconds: 'none' },
  as: { 'test.accuracy': 'percent', 'test.top5': 'percent' },
  units: { seconds: 's' },
  digits: { seconds: 0 },
  labels: LABELS,
} as const

const ofTactics: Draw = ({ runs, table }) => {
  table('main', runs, { rows: 'tactic', cols: 'task', ...accuracy })
  table('several', runs, { rows: 'tactic', cols: 'task', ...several, width: 'text' })
  table('metrics', runs.only({ task: 'mnist' }), { rows: 'tactic', ...several })
  table('across', runs, { rows: 'task', cols: 'tactic', compete: 'row', ...accuracy })
  table('wide', runs, { rows: 'task', cols: 'tactic', compete: 'row', ...accuracy, spread: 'iqr' })
  table('quartiles', runs, { rows: 'tactic', cols: 'task', ...accuracy, spread: 'iqr' })
}

/** Comparisons of the tactics that have seeds. */
const ofComparisons: Draw = ({ runs, table, compare }) => {
  const seeded = runs.only({ tactic: ['ours', 'cutmix', 'mixup'] })
  const options = { rows: 'tactic', per: 'task', metric: 'test.accuracy', better: 'max', labels: LABELS } as const
  table('against', compare(seeded, { ...options, against: 'ours' }), { as: 'percent' })
  table('pairs', compare(runs, options), { as: 'percent' })
  const metrics = {
    metric: ['test.accuracy', 'test.loss'],
    better: { 'test.accuracy': 'max', 'test.loss': 'min' },
  } as const
  const both = compare(seeded, { ...options, ...metrics, against: 'ours', family: 'main' })
  table('both', both, { as: { 'test.accuracy': 'percent' }, width: 'text' })
}

const ofGrid: Draw = ({ runs, table }) => {
  const rows = ['network', 'optimizer']
  table('sensitivity', runs.only({ model: { augment: false } }), { rows, cols: 'model.lr', ...accuracy })
  table('deep', runs, { rows, cols: ['model.augment', 'model.lr'], width: 'text', ...accuracy })
}

const names = { rows: 'model', show: ['score', 'cost'], better: { score: 'max', cost: 'min' } } as const

/** Tables of every kind, made as an author would make them, by name. */
export async function sampleTables(): Promise<ReadonlyMap<string, Table>> {
  const folder = await testFolder()
  const tactics = await writeTactics(folder)
  const lost = new Set([0, 6, 7, 8, 9, 10, 13])
  const some = tactics.map((run, index) => (lost.has(index) ? { ...run, dir: `${run.dir}-lost` } : run))
  const named = async (of: readonly string[]) => writeNames(await testFolder(), of)
  const tables = [
    ...(await drawTables(tactics, ofTactics)),
    ...(await drawTables(tactics, ofComparisons)),
    ...(await drawTables(await writeGrid(folder), ofGrid)),
    ...(await drawTables(await named(NASTY_NAMES), ({ runs, table }) => table('nasty', runs, names))),
    ...(await drawTables(await named(LONG_NAMES), ({ runs, table }) => {
      table('long', runs, names)
      table('longest', runs, { ...names, cols: 'data', labels: { all: LONG_NAMES.join(' ') } })
    })),
    ...(await drawTables(await named(SCRIPTS), ({ runs, table }) => table('scripts', runs, names))),
    ...(await drawTables(
      some,
      ({ runs, table }) => table('draft', runs, { rows: 'tactic', cols: 'task', ...accuracy }),
      true,
    )),
  ]
  return new Map(tables.map((table) => [table.name, table]))
}
