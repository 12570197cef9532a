import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import {
  isSha256,
  limited,
  plural,
  type Problem,
  resultProblem,
  runKeys,
  workspacePaths,
  type WorkspacePaths,
} from 'bocas/internal'
import { readImportedFiles } from '../imports/imported-files'
import { changedSince } from '../provenance/made-places'
import { eachPaper } from '../shared/papers'
import { CommandError, EXIT, type Arguments, type CliCommand } from './command'
import { verifyAgain } from './rerunning/verify-again'
import { verifyRemote } from './sharing/verify-remote'
import { entryNames, readStore, sizeOf, type StoredRun } from '../shared/stored-run'
import { bytes } from '../shared/words'

/** Results that are checked at the same time. */
const AT_ONCE = 8

/** What is wrong with one result. */
interface DamagedResult {
  /** Workspace-relative. */
  readonly at: string
  readonly run?: string | undefined
  readonly problem: string
  readonly hint: string
}

export const verify: CliCommand = {
  name: 'verify',
  summary: 'checks every stored byte and everything that was drawn; with --rerun executes runs again',
  usage: '[--rerun <n | all> [task | task/run…] [--seed <n>]] | [--remote [--bytes] [--from <address>]] [--json]',
  details: `Checks each result of the store and each view in paper/artifacts: the form and the seal of result.json, the size and SHA-256 of every payload,
and that the key follows from the recorded ingredients. Checks the digest of every figure, table and file of facts, each fact against
its values, its values against those of its runs, and files of imported results (bocas import). Ends with exit code 1 when anything is not as it was written. Nothing is changed:
the next call of nx puts a damaged result aside and executes its run again. A seal finds what was damaged, not what was forged.
--rerun executes stored runs again, in a temporary place, with the code, the data and the packages of their keys, and compares every byte. Differences are
listed by artifact, with the size of those between numbers, and the exit code is 1. Stored results are not touched. Runs whose code has
changed since cannot be compared: they are counted.
--remote asks where results are shared whether every object is there that the results lock names, in its size; with --bytes each is read.`,
  options: {
    rerun: {
      type: 'string',
      value: '<n | all>',
      help: 'execute so many stored runs again, of all or of the named ones',
    },
    seed: { type: 'string', value: '<n>', help: 'chooses the runs: the same seed, the same runs; 1 unless given' },
    remote: { type: 'boolean', help: 'look where results are shared instead' },
    bytes: { type: 'boolean', help: 'with --remote: fetch every object and check its bytes' },
    from: { type: 'string', value: '<address>', help: 'with --remote: where, if not where the lock says' },
    json: { type: 'boolean', help: 'for programs' },
  },
  words: [0, Infinity],
  async run(args, surroundings) {
    const { words, switches, values } = args
    const { root, print } = surroundings
    refuseMixtures(args)
    if (switches.has('remote')) return verifyRemote(args, surroundings)
    if (values.has('rerun')) return verifyAgain(args, surroundings)
    if (words.length > 0 || values.has('seed'))
      throw new CommandError([
        { message: 'bocas verify checks all that is kept', hint: `bocas verify --rerun all ${words.join(' ')}`.trim() },
      ])
    const paths = workspacePaths(root)
    const { runs } = readStore(paths)
    const known = new Map(runs.map((run) => [run.key, run]))
    const names = entryNames(paths)
    const views = viewsBelow(paths.allArtifacts)
    const findings = [
      ...(await limited(AT_ONCE, names, (name) => checkEntry(paths, name, known.get(name)))),
      ...(await limited(AT_ONCE, views, (view) => checkView(root, view))),
      ...(await changedSince(...eachPaper(root))),
      ...readImportedFiles(paths).problems.map(importedProblem),
    ].filter((finding) => finding !== undefined)
    const size = names.reduce((sum, name) => sum + sizeOf(paths.entry(name)), 0)
    const total = `${plural(names.length, 'result')}, ${bytes(size)}, and ${plural(views.length, 'view')}`
    if (switches.has('json'))
      print(JSON.stringify({ results: names.length, views: views.length, bytes: size, findings }, null, 2))
    else
      print(
        [
          ...findings.map(show),
          findings.length === 0
            ? `${total}: all as they were written`
            : `${total}: ${findings.length} not as they were written`,
        ].join('\n'),
      )
    return findings.length === 0 ? EXIT.ok : EXIT.problem
  },
}

const importedProblem = ({ message, path = '', hint = '' }: Problem): DamagedResult => ({
  at: path,
  problem: message,
  hint,
})

function refuseMixtures({ switches, values, words }: Arguments): void {
  const isRemote = switches.has('remote')
  if (isRemote && (values.has('rerun') || values.has('seed') || words.length > 0))
    throw new CommandError([
      {
        code: 'exclusive-options',
        message: '--remote excludes --rerun, --seed and names of runs',
        hint: 'bocas verify --remote',
      },
    ])
  const alone = ['bytes', 'from'].filter((name) => switches.has(name) || values.has(name))
  if (!isRemote && alone.length > 0)
    throw new CommandError([
      {
        code: 'exclusive-options',
        message: `--${alone[0]} is about --remote`,
        hint: `bocas verify --remote --${alone[0]}`,
      },
    ])
}

async function checkEntry(
  paths: WorkspacePaths,
  name: string,
  run: StoredRun | undefined,
): Promise<DamagedResult | undefined> {
  const folder = paths.entry(name)
  const at = relative(paths.root, folder)
  if (!isSha256(name) || !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return { at, problem: 'no result of a run: its name is no key', hint: 'look where it comes from, and remove it' }
  const described = run && run.task !== '' ? `${run.task}/${run.name}` : undefined
  const problem = (await resultProblem(folder, name))?.message
  if (problem !== undefined)
    return {
      at,
      run: described,
      problem,
      hint: 'the next call of nx puts it aside and executes the run again if a sweep asks for it',
    }
  if (run?.ingredients && runKeys(run.ingredients)(run.config, run.seed) !== name)
    return {
      at,
      run: described,
      problem: 'ingredients.json does not lead to this key',
      hint: 'the result itself is whole; why a run is stale cannot be said from it',
    }
  return undefined
}

async function checkView(root: string, view: string): Promise<DamagedResult | undefined> {
  const problem = (await resultProblem(view))?.message
  return problem === undefined
    ? undefined
    : {
        at: relative(root, view),
        problem,
        hint: 'the next call of nx makes the view anew; after nx reset, should Nx answer from its own cache',
      }
}

/** The folders `paper/artifacts/<task>/<run>`. */
function viewsBelow(artifacts: string): string[] {
  const foldersIn = (folder: string): string[] =>
    existsSync(folder)
      ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
          entry.isDirectory() ? [join(folder, entry.name)] : [],
        )
      : []
  return foldersIn(artifacts).flatMap(foldersIn).sort()
}

const show = ({ at, run, problem, hint }: DamagedResult): string =>
  `✖ ${run === undefined ? '' : `${run}: `}${problem} → at ${at}\n  ${hint}`
