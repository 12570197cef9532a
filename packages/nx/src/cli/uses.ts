import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { suggest, workspacePaths, type WorkspacePaths } from 'bocas/core'
import { readThings, type Things } from '../origin/read-things'
import { readQuotes } from '../origin/text-quotes'
import { CommandError, EXIT, type Command } from './command'
import { readStore } from './storage/stored-run'
import { usesOf, type RunUse } from './tracing/uses-of'
import { columns, plural } from './words'

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
    const id = findRun(paths, things, word!)
    const quotes = readQuotes(paths)
    if (!quotes) complain('⚠ @bocas/paper is not installed: where the text names what is made is not known')
    const found = usesOf(things.things, id, quotes)
    const key = things.runs.get(id)?.key ?? null
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

/** @throws CommandError for a word that stands for no run, or for several. */
function findRun(paths: WorkspacePaths, { runs, things }: Things, word: string): string {
  const named = new Set([...runs.keys(), ...things.flatMap((thing) => thing.runs)])
  const stored = readStore(paths).runs
  const shown = existsSync(join(paths.paper, 'artifacts')) ? shownRuns(join(paths.paper, 'artifacts')) : []
  const ids = [...new Set([...named, ...shown, ...stored.map(({ task, name }) => `${task}/${name}`)])]
  const keys = [...runs.values(), ...stored.map(({ task, name, key }) => ({ id: `${task}/${name}`, key }))]
  const byKey = /^[0-9a-f]{8,64}$/.test(word) ? keys.filter(({ key }) => key.startsWith(word)).map(({ id }) => id) : []
  const meant = [...new Set(ids.includes(word) ? [word] : [...byKey, ...ids.filter((id) => nameOf(id) === word)])]
  if (meant.length === 1) return meant[0]!
  if (meant.length > 1)
    throw new CommandError([{ message: `several runs are called '${word}'`, hint: `say which: ${meant.join(', ')}` }])
  throw new CommandError([{ message: `there is no run '${word}'`, hint: suggest(word, ids.sort()) }])
}

const nameOf = (id: string): string => id.slice(id.indexOf('/') + 1)

const shownRuns = (folder: string): string[] =>
  readdirSync(folder).flatMap((task) => readdirSync(join(folder, task)).map((run) => `${task}/${run}`))
