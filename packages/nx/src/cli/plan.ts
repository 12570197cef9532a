import { existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { isSystemError, workspacePaths } from 'bocas/internal/light'
import { parallelism } from '../host/queue/parallel'
import { CommandError, EXIT, type CliCommand, type Surroundings } from './command'
import { lookAhead } from '../states/look-ahead'
import { showTask, showTotals } from './planning/show-plan'
import { totalsOf } from './planning/totals'
import { planTasks } from './workspace'
import { readJson } from '../shared/read-json'

export const plan: CliCommand = {
  name: 'plan',
  summary: 'what the next call of nx would execute, why, and how long it takes',
  usage: '[task…] [--parallel <n>] [--json]',
  details: `Every run is in one of seven states: kept (its result is stored), running (another command executes it), submitted (an engine has
its job: the next call of nx collects what comes of it), failed (its last execution failed), interrupted (it
goes on from what it saved), stale (it was done, and something in its key changed since: the plan says what, compared with the most similar stored
result), missing (there is no result yet). The next call of nx executes the failed, interrupted, stale and missing ones; of a job that failed it says
why, and the call after it executes the run.`,
  options: {
    parallel: {
      type: 'string',
      value: '<n>',
      help: 'how many runs at a time; else BOCAS_PARALLEL, "parallel" of nx.json, one per core',
    },
    json: { type: 'boolean', help: 'everything, for programs' },
  },
  words: [0, Infinity],
  async run({ words, switches, values }, surroundings) {
    const { root, print } = surroundings
    const parallel = runsAtOnce(surroundings, values.get('parallel')?.[0])
    const asked = [...new Set(words)]
    const tasks = await lookAhead(root, await planTasks(root, asked))
    const totals = totalsOf(tasks, parallel)
    const free = freeBytes(root)
    if (switches.has('json')) print(JSON.stringify({ ...totals, parallel, free, tasks }, null, 2))
    else {
      for (const task of tasks) print(`${showTask(task)}\n`)
      print(
        tasks.length === 0
          ? 'there are no tasks: npx nx g @bocas/nx:task <name> makes one'
          : showTotals(tasks, totals, parallel, free, asked),
      )
    }
    const isWrong = tasks.some(
      ({ problems, runs }) => problems.length > 0 || runs.some(({ refused }) => refused !== undefined),
    )
    return isWrong ? EXIT.problem : EXIT.ok
  },
}

/** As many as the host would take: see `parallelism`. */
function runsAtOnce({ root, env }: Surroundings, asked: string | undefined): number {
  if (asked !== undefined && !/^[1-9]\d*$/.test(asked)) {
    throw new CommandError([
      { code: 'not-a-count', message: `--parallel is '${asked}'`, hint: 'it is a number of runs, 1 or more' },
    ])
  }
  return asked === undefined ? parallelism({ ...env, BOCAS_NX_PARALLEL: parallelOfNx(root) }) : Number(asked)
}

function parallelOfNx(root: string): string {
  return String(readJson<{ parallel?: unknown }>(join(root, 'nx.json'))?.parallel ?? '')
}

/** The bytes that are free where results are kept; null where nobody tells. */
export function freeBytes(root: string): number | null {
  const { own } = workspacePaths(root)
  try {
    const { bavail, bsize } = statfsSync(existsSync(own) ? own : root)
    return bavail * bsize
  } catch (error) {
    if (!isSystemError(error)) throw error
    // Not every file system tells.
    return null
  }
}
