import { groupBy, plural } from 'bocas/internal/light'
import { groupFailures } from '../../host/outcome/failure-groups'
import { processName } from '../../host/outcome/progress'
import type { WaitingRun, WaitsFor } from '../../host/queue/waiting-list'
import { someOf } from 'bocas/internal/light'
import { time } from '../../shared/words'
import type { RunAtWork } from '../../states/at-work'
import type { ProgressLine } from '../../shared/progress-log'
import { sparkline } from './sparkline'

/** A run at work with what it said so far. */
export interface Watched extends RunAtWork {
  readonly lines: readonly ProgressLine[]
}

/** How the last execution of a run failed. */
export interface LastFailure {
  readonly task: string
  readonly name: string
  /** The key that it was executed under. */
  readonly key: string
  readonly message: string
  /** Whether its run has another key now: its config, code or data was edited since, or this terminal has other variables. */
  readonly isEarlier?: boolean
}

/** How many kinds of failures are listed. */
const MOST_FAILURES = 10

export interface Status {
  readonly runs: readonly Watched[]
  /** The longest waiting first. */
  readonly waiting: readonly WaitingRun[]
  readonly failures: readonly LastFailure[]
}

/**
 * The runs at work, each with its step, its time, and a line per metric; those that wait, by what for; those that failed.
 *
 * @param now milliseconds since 1970.
 */
export function showStatus({ runs, waiting, failures }: Status, now: number): string {
  const alive = runs.filter((run) => run.alive)
  const lost = runs.filter((run) => !run.alive)
  const lines = alive.flatMap((run) => showRun(run, now))
  if (alive.length === 0) lines.push('no run is being executed')
  lines.push(...showWaiting(waiting, now))
  if (lost.length > 0) lines.push(`interrupted, the next call executes them again: ${lost.map(title).join(', ')}`)
  const [last, earlier] = [
    failures.filter(({ isEarlier }) => !isEarlier),
    failures.filter(({ isEarlier }) => isEarlier),
  ]
  if (last.length > 0) {
    lines.push(`${plural(last.length, 'run')} failed at the last try:`)
    lines.push(...showFailures(last))
  }
  if (earlier.length > 0) {
    const { task, name } = earlier[0]!
    lines.push(
      `${plural(earlier.length, 'run')} failed before an edit, or with other variables: npx bocas logs ${task}/${name}`,
    )
  }
  return lines.join('\n')
}

function showRun(run: Watched, now: number): string[] {
  const last = run.lines.at(-1)
  const parts = [title(run)]
  if (last) parts.push(`step ${last.step} of ${last.of}`)
  parts.push(time((now - run.started) / 1000))
  const left = secondsLeft(run)
  if (left !== undefined) parts.push(`about ${time(left)} left`)
  const metrics = last ? metricsOf(run.lines) : []
  const width = Math.max(0, ...metrics.map(({ name }) => name.length))
  return [
    parts.join(' · '),
    ...metrics.map(({ name, values }) => `  ${name.padEnd(width)}  ${sparkline(values)}  ${number(values.at(-1)!)}`),
  ]
}

/** A line for all runs of a task that failed the same way. */
function showFailures(failures: readonly LastFailure[]): string[] {
  const groups = groupFailures(
    failures.map(({ task, name, message }) => ({
      task,
      run: { name },
      outcome: { kind: 'failed' as const, message },
    })),
  )
  const lines = groups.slice(0, MOST_FAILURES).map(([first, ...others]) => {
    const { task, run, outcome } = first!
    const failure = `${task}/${run.name}: ${outcome.message.split('\n', 1)[0]}`
    return others.length === 0
      ? `  ✖ ${failure}`
      : `  ✖ ${others.length + 1} runs of ${task} the same way, first ${failure}`
  })
  const left = groups.slice(MOST_FAILURES).reduce((count, group) => count + group.length, 0)
  if (left > 0) lines.push(`  … and ${plural(left, 'more run')} in .bocas/failed`)
  return lines
}

/** A line for all runs that wait for the same thing, with the time of who has waited longest. */
function showWaiting(waiting: readonly WaitingRun[], now: number): string[] {
  return [...groupBy(waiting, ({ waitsFor }) => whatFor(waitsFor))].map(
    ([what, runs]) => `waiting for ${what}: ${someOf(runs.map(waiter))} · ${time((now - runs[0]!.since) / 1000)}`,
  )
}

const whatFor = (waitsFor: WaitsFor): string =>
  'slots' in waitsFor ? `${waitsFor.slots.join(' and ')}, which others have` : "another command's result"

/** Each run that another command executes has a process of its own there. */
const waiter = (run: WaitingRun): string =>
  'slots' in run.waitsFor ? title(run) : `${title(run)} (${processName(run.waitsFor.process)})`

/** Metrics in the order in which they first came, with their values so far. */
function metricsOf(lines: readonly ProgressLine[]): { name: string; values: number[] }[] {
  const metrics = new Map<string, number[]>()
  for (const line of lines) {
    for (const [name, value] of Object.entries(line.metrics)) {
      const values = metrics.get(name)
      if (values) values.push(value)
      else metrics.set(name, [value])
    }
  }
  return [...metrics].map(([name, values]) => ({ name, values }))
}

/** From the speed between the first and the last step: what a run does before its first step says nothing about the others. */
function secondsLeft({ lines }: Watched): number | undefined {
  const [first, last] = [lines[0], lines.at(-1)]
  if (!first || !last || last.step <= first.step || last.time <= first.time) return undefined
  return Math.max(0, ((last.time - first.time) / 1000 / (last.step - first.step)) * (last.of - last.step))
}

const title = ({ task, name, isTry }: Pick<RunAtWork, 'task' | 'name' | 'isTry'>): string =>
  isTry ? `${task}/${name} (a try)` : `${task}/${name}`

function number(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(5))) : String(value)
}
