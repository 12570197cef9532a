import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pause } from '../shared/pause'
import { workspacePaths, type WorkspacePaths } from 'bocas/internal'
import { CommandError, EXIT, type CliCommand } from './command'
import { readJson } from '../shared/read-json'
import { eventFile, type EventFile } from '../tensorboard/event-file'
import { runsAtWork } from '../states/at-work'
import { GrowingFile, parseProgress, type ProgressLine } from '../shared/progress-log'
import { plannedFailures } from './watching/planned-failures'
import { showStatus, type LastFailure, type Watched } from './watching/show-status'
import { runsThatWait } from '../host/queue/waiting-list'

/** Milliseconds between two looks. */
const LOOK_AGAIN = 1000
/** Clears the terminal and goes to its first line (ECMA-48: ED, CUP). */
const CLEAR = '\u001b[2J\u001b[H'

export const status: CliCommand = {
  name: 'status',
  summary: 'which runs are being executed (step, time, metrics as sparklines), and what others wait for',
  usage: '[--watch] [--tensorboard <dir>] [--json]',
  details: `Sees the runs of every nx command of this workspace, from any terminal. A run waits for a slot that another run has, or for another
command (of this clone or of one that shares the store) that executes it. Metrics are what the runs report with ctx.progress.
With --tensorboard they are also written as TensorBoard event files, <dir>/<task>/<run>/events.out.tfevents.…, while this command
runs. To write them for every run, set BOCAS_TENSORBOARD=<dir> for nx.`,
  options: {
    watch: { type: 'boolean', short: 'w', help: 'go on until no run is executed or waits, or Ctrl-C' },
    tensorboard: { type: 'string', value: '<dir>', help: 'write TensorBoard event files there' },
    json: { type: 'boolean', help: 'for programs' },
  },
  words: [0, 0],
  async run({ switches, values }, { root, print, columns, signal }) {
    const watch = switches.has('watch')
    if (watch && switches.has('json'))
      throw new CommandError([
        {
          code: 'exclusive-options',
          message: '--watch and --json exclude each other',
          hint: 'a program can call bocas status --json as often as it likes',
        },
      ])
    const paths = workspacePaths(root)
    const board = values.get('tensorboard')?.[0]
    const readRuns = watcher(paths, board === undefined ? undefined : resolve(board))
    const stillPlanned = plannedFailures(paths)
    for (;;) {
      const runs = readRuns()
      const waiting = runsThatWait(paths)
      const failures = await stillPlanned(failuresOf(paths))
      if (switches.has('json')) print(JSON.stringify({ runs, waiting, failures }, null, 2))
      else print((watch && columns !== undefined ? CLEAR : '') + showStatus({ runs, waiting, failures }, Date.now()))
      const isOver = waiting.length === 0 && !runs.some(({ alive }) => alive)
      if (!watch || signal.aborted || isOver) return EXIT.ok
      await pause(LOOK_AGAIN, signal)
      if (signal.aborted) return EXIT.ok
    }
  },
}

/** Looks at the runs at work, again and again, and reads only what is new of them. */
function watcher(paths: WorkspacePaths, board: string | undefined): () => Watched[] {
  const known = new Map<string, { file: GrowingFile; lines: ProgressLine[]; events?: EventFile | undefined }>()
  return () =>
    runsAtWork(paths).map((run): Watched => {
      const seen = known.get(run.id) ?? {
        file: new GrowingFile(run.progress),
        lines: [],
        events: board === undefined ? undefined : eventFile(board, run),
      }
      known.set(run.id, seen)
      for (const line of seen.file.lines())
        seen.lines.push(...[parseProgress(line)].filter((parsed) => parsed !== undefined))
      seen.events?.update()
      return { ...run, lines: seen.lines }
    })
}

function failuresOf({ own }: WorkspacePaths): LastFailure[] {
  const foldersIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : [])
  const failed = join(own, 'failed')
  return foldersIn(failed).flatMap((task) =>
    foldersIn(join(failed, task)).flatMap((name) => {
      const failure = readJson<{ key: string; message: string }>(join(failed, task, name, 'failure.json'))
      return failure ? [{ task, name, key: failure.key, message: failure.message }] : []
    }),
  )
}
