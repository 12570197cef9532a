import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, resolve } from 'node:path'
import {
  IMPORTED_FROM,
  type ImportedFrom,
  importedText,
  isWithin,
  nameProblem,
  plural,
  posixRelative,
  type Problem,
  PROGRAM_NAMES,
  suggest,
  workspacePaths,
  writeWholeSync,
} from 'bocas/internal'
import { importedFile } from '../imports/imported-files'
import { readMlflow } from '../imports/mlflow/read-mlflow'
import type { SourceRuns } from '../imports/source-run'
import { toImported, type Imported } from '../imports/to-imported'
import { readWandb } from '../imports/wandb/read-wandb'
import { bytes } from '../shared/words'
import { CommandError, EXIT, type Arguments, type CliCommand } from './command'

/** Hosts of git refuse files of 100 MB. */
const LARGE = 50_000_000

const importResults: CliCommand = {
  name: 'import',
  summary: 'imports results of MLflow or Weights & Biases, to show them beside those of runs',
  usage: 'mlflow|wandb <path> [--as <name>] [--rename <old>=<new>]… [--seed <key>]',
  details: `Reads MLflow's folder of files (mlruns) or its database (mlflow.db), or of Weights & Biases the folder wandb, one run of it, its .wandb file, or an export (.csv, .json, .jsonl).
Writes imported/<name>.jsonl with settings, metrics and curves; keep it in git. Nothing that is read is executed, and no file that a run has logged is taken.
The results are no runs of this workspace: they have keys of their own, and whatever shows them says that they are imported. In figures.ts:

  defineFigures<typeof run>(({ runs, imported, table }) => {
    const all = runs.join(imported('../../imported/old.jsonl', { tactic: 'cnn, 2023' }))
  }, { data: ['../../imported/old.jsonl'] })`,
  options: {
    as: { type: 'string', value: '<name>', help: 'the name of the file; that of the source unless given' },
    rename: {
      type: 'string',
      value: '<old>=<new>',
      multiple: true,
      help: 'another name for a setting or metric',
    },
    seed: {
      type: 'string',
      value: '<key>',
      help: 'the setting that is the seed, by its new name; `seed` unless given',
    },
    experiment: {
      type: 'string',
      value: '<name>',
      multiple: true,
      help: 'MLflow: the experiment, where there are several',
    },
    config: { type: 'string', value: '<a,b>', help: 'Weights & Biases: the columns of a CSV that are settings' },
    unfinished: { type: 'boolean', help: 'also runs that failed, were killed or are running' },
    'without-curves': { type: 'boolean', help: 'metrics only: a smaller file' },
    json: { type: 'boolean', help: 'for programs' },
  },
  words: [2, 2],
  async run(args, { root, print, complain }) {
    const [program, path] = args.words as [string, string]
    const from = programOf(program)
    const rename = renamesOf(args)
    const place = resolve(path)
    if (!existsSync(place))
      throw new CommandError([
        { code: 'nothing-to-import', message: 'there is nothing to import', hint: 'name a folder or file', path },
      ])
    const paths = workspacePaths(root)
    const label = labelOf(args, place)
    const read = shownFrom(root, await readSource(from, place, args))
    const made: Imported =
      read.problems.length > 0
        ? { runs: [], notes: [], problems: read.problems }
        : toImported(read.runs, {
            rename,
            ...(args.values.has('seed') && { seed: args.values.get('seed')![0]! }),
            unfinished: args.switches.has('unfinished'),
            curves: !args.switches.has('without-curves'),
          })
    if (made.problems.length > 0) throw new CommandError(firstOf(made.problems), EXIT.problem)
    const notes = [...read.notes, ...made.notes]
    if (made.runs.length === 0)
      throw new CommandError(
        [
          {
            code: 'nothing-to-import',
            message: 'no run is left to import, and nothing was written',
            hint: notes.join('; ') || 'look into the folder',
            path,
          },
        ],
        EXIT.problem,
      )
    const file = importedFile(paths, label)
    const text = importedText({ from, source: sourceOf(root, place), runs: made.runs })
    const isNew = !existsSync(file) || readFileSync(file, 'utf8') !== text
    mkdirSync(dirname(file), { recursive: true })
    if (isNew) writeWholeSync(file, text)
    const shown = paths.shown(file)
    if (args.switches.has('json'))
      print(JSON.stringify({ file: shown, runs: made.runs.length, changed: isNew, notes }, null, 2))
    else
      print(
        `${shown}: ${plural(made.runs.length, 'result')} of ${PROGRAM_NAMES[from]}, ${bytes(Buffer.byteLength(text))}${isNew ? '' : ', as it was'}`,
      )
    for (const note of notes) complain(`⚠ ${note}`)
    if (text.length > LARGE) complain(`⚠ ${shown} is large for git; --without-curves leaves out values over steps`)
    return EXIT.ok
  },
}

// The name of the command is a word of the language.
export { importResults as import }

function programOf(word: string): ImportedFrom {
  const found = IMPORTED_FROM.find((name) => name === word)
  if (found !== undefined) return found
  throw new CommandError([
    {
      code: 'unknown-option',
      message: `bocas import does not know '${word}'`,
      hint: suggest(word, IMPORTED_FROM),
    },
  ])
}

function renamesOf({ values }: Arguments): Map<string, string> {
  const given = values.get('rename') ?? []
  // The new name has no sign in it, the old one may.
  const pairs = given.map(
    (pair) => [pair.slice(0, pair.lastIndexOf('=')), pair.slice(pair.lastIndexOf('=') + 1)] as const,
  )
  const wrong = given.filter((pair, index) => !pair.includes('=') || pairs[index]!.includes(''))
  if (wrong.length > 0)
    throw new CommandError(
      wrong.map((pair) => ({
        code: 'import-name' as const,
        message: `--rename ${pair} says no new name`,
        hint: 'write --rename <old>=<new>',
      })),
    )
  return new Map(pairs)
}

function labelOf({ values }: Arguments, place: string): string {
  const given = values.get('as')?.[0]
  const own = basename(place, extname(place)).replace(/[^A-Za-z0-9=+._-]/g, '-')
  const label = given ?? own
  const wrong = nameProblem(label)
  if (wrong !== undefined)
    throw new CommandError([{ code: 'import-name', message: wrong, hint: 'name it: --as <name>' }])
  return label
}

async function readSource(from: ImportedFrom, place: string, { values }: Arguments): Promise<SourceRuns> {
  const other = from === 'mlflow' ? 'config' : 'experiment'
  if (values.has(other))
    throw new CommandError([
      {
        code: 'unknown-option',
        message: `--${other} says nothing of ${PROGRAM_NAMES[from]}`,
        hint: 'bocas import --help says which option is whose',
      },
    ])
  if (from === 'wandb')
    return readWandb(
      place,
      values
        .get('config')?.[0]
        ?.split(',')
        .map((name) => name.trim()),
    )
  return readMlflow(place, values.get('experiment'))
}

/** Places as a person has named them. */
const shownFrom = (root: string, { problems, ...rest }: SourceRuns): SourceRuns => ({
  ...rest,
  problems: problems.map((problem) => ({
    ...problem,
    ...(problem.path !== undefined && isWithin(root, problem.path) ? { path: posixRelative(root, problem.path) } : {}),
  })),
})

/** Within the workspace its path; of another place its name alone: the file is for others, too. */
function sourceOf(root: string, place: string): string {
  const inside = posixRelative(root, place)
  return isWithin(root, place) && inside !== '' ? inside : basename(place)
}

const MOST = 20

function firstOf(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= MOST) return problems
  return [
    ...problems.slice(0, MOST),
    { message: `${problems.length - MOST} more problems`, hint: 'put these right first' },
  ]
}
