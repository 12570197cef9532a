import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { suggest, workspacePaths } from 'bocas/core'
import { readThings, type Things } from '../origin/read-things'
import { readQuotes } from '../origin/text-quotes'
import type { TaskPlan } from '../plan/plan-task'
import { historyOf } from './changes/relative'
import { CommandError, EXIT, type Command } from './command'
import { madeOf, taskNow } from './planning/look-ahead'
import { readJson, readStore, type StoredRun } from '../shared/stored-run'
import { usesOf, type RunUse, type Wanted } from './tracing/uses-of'
import { columns, plural } from '../shared/words'
import { taskNames } from '../plan/task-names'
import { planTasks } from './workspace'

export const uses: Command = {
  name: 'uses',
  summary: 'from a run to the facts, figures and cells of tables it is in, and their places in the text',
  usage: '<run> [--json]',
  details: `A run is named as task/run, by its name alone when one task only has it, or by its key or the first eight letters of it. What the
figures were drawn from counts, not what would be drawn now: nx run-many -t figures brings them up to date.`,
  options: { json: { type: 'boolean', help: 'for programs' } },
  words: [1, 1],
  async run({ words: [word], switches }, { root, print, complain }) {
    const paths = workspacePaths(root)
    const things = await readThings(paths)
    for (const problem of things.problems) complain(problem)
    const { id, wanted } = await findRun(root, things, word!)
    const quotes = readQuotes(paths)
    if (!quotes) complain('⚠ @bocas/paper is not installed: where the text names what is made is not known')
    const found = usesOf(things.things, wanted, quotes)
    const [key = null] = wanted.keys
    if (switches.has('json')) print(JSON.stringify({ run: id, key, uses: found }, null, 2))
    else print(show(id, key, found))
    return EXIT.well
  },
}

function show(id: string, key: string | null, found: readonly RunUse[]): string {
  const title = `${id}${key === null ? '' : ` (${key.slice(0, 12)})`}`
  if (found.length === 0) return `${title}: no fact, figure, table or claim is made from it`
  const rows = found.map(({ kind, name, cells, of, value, quoted }) => [
    `  ${kind} ${name}`,
    cells ? plural(cells.length, 'cell') : of === 1 ? 'this run alone' : `1 of ${of} runs`,
    value === undefined ? '' : String(value),
    quoted === null ? '' : quoted.join(', ') || 'not in the text',
  ])
  const cells = found.flatMap(({ name, cells = [] }) =>
    cells.map(({ row, column, text }) => [`  ${name}`, row.join(', '), column.join(', '), text]),
  )
  return [title, ...columns(rows), ...(cells.length > 0 ? ['', 'cells', ...columns(cells)] : [])].join('\n')
}

/** A name that a run has or had, and the key of the result. */
interface Called {
  readonly id: string
  readonly key?: string
}

/**
 * Finds the run that a word means: by the names that the sweeps, the figures, the store and paper/artifacts know it by, or by its key. A run is
 * its results: those of its key whatever they are called, and for a run without one its nearest kept relative.
 *
 * @throws CommandError for a word that stands for no run, or for several.
 */
async function findRun(root: string, { things }: Things, word: string): Promise<{ id: string; wanted: Wanted }> {
  const paths = workspacePaths(root)
  const plans = await planTasks(root)
  const stored = readStore(paths).runs
  const planned = plans.flatMap(({ task, runs }) =>
    runs.map(({ name, key }): Called => ({ id: `${task}/${name}`, key })),
  )
  const drawn = things.flatMap(({ of, runs }) => runs.map((id): Called => ({ id, key: of.get(id)?.key })))
  const shown = existsSync(join(paths.paper, 'artifacts')) ? shownRuns(join(paths.paper, 'artifacts')) : []
  const all = [
    ...drawn,
    ...planned,
    ...stored.map(({ task, name, key }): Called => ({ id: `${task}/${name}`, key })),
    ...shown,
  ]
  const isKey = /^[0-9a-f]{8,64}$/.test(word)
  const exact = all.filter(({ id }) => id === word)
  const alike = all.filter(({ id, key }) => nameOf(id) === word || (isKey && key?.startsWith(word)))
  const meant = exact.length > 0 ? exact : alike
  const keyOf = (id: string): Set<string> =>
    new Set(all.flatMap((called) => (called.id === id ? (called.key ?? []) : [])))
  const [first] = meant
  if (!first) {
    const ids = [...new Set(all.map(({ id }) => id))].sort()
    throw new CommandError([{ message: `there is no run '${word}'`, hint: suggest(word, ids) }])
  }
  const others = [...new Set(meant.map(({ id }) => id))].filter(
    (id) => id !== first.id && ![...keyOf(id)].some((key) => keyOf(first.id).has(key)),
  )
  if (others.length > 0)
    throw new CommandError([
      { message: `several runs are called '${word}'`, hint: `say which: ${[first.id, ...others].join(', ')}` },
    ])
  const keys = isKey && exact.length === 0 ? new Set(meant.flatMap(({ key }) => key ?? [])) : keyOf(first.id)
  const ids = new Set([first.id])
  const isDrawn = drawn.some(({ id, key }) => (key === undefined ? ids.has(id) : keys.has(key)))
  const relative = isDrawn ? undefined : relativeOf(root, plans, stored, first.id)
  return { id: first.id, wanted: { ids, keys: new Set([...keys, ...(relative ? [relative] : [])]) } }
}

function relativeOf(
  root: string,
  plans: readonly TaskPlan[],
  stored: readonly StoredRun[],
  id: string,
): string | undefined {
  const plan = plans.find(({ task }) => id.startsWith(`${task}/`))
  const run = plan?.runs.find(({ name }) => `${plan.task}/${name}` === id)
  if (!plan || !run) return undefined
  return historyOf(stored, taskNames(root)).familyOf(taskNow(plan)).ofRun(madeOf(plan, run))?.kept.key
}

const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1)

const shownRuns = (folder: string): Called[] =>
  readdirSync(folder).flatMap((task) =>
    readdirSync(join(folder, task)).map((run) => ({
      id: `${task}/${run}`,
      key: readJson<{ key: string }>(join(folder, task, run, 'result.json'))?.key,
    })),
  )
