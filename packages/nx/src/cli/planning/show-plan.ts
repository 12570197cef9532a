import { groupBy, plural } from 'bocas/internal/light'
import { someOf } from 'bocas/internal/light'
import { bytes, time } from '../../shared/words'
import { isUpcoming, STATES, type RunState, type TaskStates } from '../../history/run-state'
import { countStates, type Totals } from './totals'
import { reasonOf } from '../../history/why-lacking'

/** How many groups of one state are shown. */
const MOST_GROUPS = 12

/** The plan of one task: `mnist: 16 runs · 12 kept · 4 stale`, and for each group of runs why they are not kept. */
export function showTask({ task, problems, runs, awaits }: TaskStates): string {
  if (problems.length > 0) return problems.join('\n')
  if (awaits !== undefined) return `${task}: not planned yet: ${awaits}`
  const counts = countStates(runs)
  const heading = [
    `${task}: ${plural(runs.length, 'run')}`,
    ...STATES.flatMap((state) => (counts[state] > 0 ? [`${counts[state]} ${state}`] : [])),
  ]
  return [heading.join(' · '), ...STATES.flatMap((state) => showState(runs.filter((run) => run.state === state)))].join(
    '\n',
  )
}

function showState(runs: readonly RunState[]): string[] {
  const groups = groupBy(runs, reasonOf)
  const shown = [...groups]
    .slice(0, MOST_GROUPS)
    .flatMap(([why, members]) => [`  ${members[0]!.state}: ${someOf(members.map(({ name }) => name))}`, `    ${why}`])
  const left = groups.size - MOST_GROUPS
  return left > 0 ? [...shown, `  … and ${left} more reasons; --json lists them all`] : shown
}

/**
 * What the next call of nx will do, how long it will take, and the disk.
 *
 * @param asked the tasks that were asked for; none for all.
 */
export function showTotals(
  tasks: readonly TaskStates[],
  totals: Totals,
  parallel: number,
  free: number | null,
  asked: readonly string[] = [],
): string {
  const [only] = asked
  const command =
    asked.length === 1
      ? `nx run ${only}:experiment`
      : `nx run-many -t experiment${only === undefined ? '' : ` -p ${asked.join(',')}`}`
  const { running: executed, submitted } = totals.counts
  const running =
    (executed > 0 ? `; ${plural(executed, 'run')} another command is executing` : '') +
    (submitted > 0 ? `; ${plural(submitted, 'run')} submitted before: the next call collects what comes of them` : '')
  const later = tasks.filter(({ awaits }) => awaits !== undefined).map(({ task }) => task)
  const then = later.length > 0 ? `, and then the runs of ${later.join(', ')}, which are not known yet` : ''
  const broken = tasks.filter(({ problems }) => problems.length > 0).map(({ task }) => task)
  const unknown = broken.length > 0 ? `; of ${broken.join(', ')} it is not known: see above` : ''
  if (totals.train === 0 && broken.length > 0 && broken.length === tasks.length)
    return `what is to be executed is not known: see above what is wrong with ${broken.join(', ')}`
  if (totals.train === 0) return `nothing is to be executed${then}${running}${unknown}`
  const upcoming = tasks.filter(({ runs }) => runs.some(isUpcoming))
  const limits = upcoming.flatMap(({ task, concurrency }) =>
    concurrency === undefined ? [] : [`${task} ${concurrency}`],
  )
  const atOnce = `${parallel} at a time${limits.length > 0 ? ` (${limits.join(', ')})` : ''}`
  const lines = [`${command} would execute ${plural(totals.train, 'run')}, ${atOnce}${then}${running}${unknown}`]
  if (totals.seconds === null) lines.push('  time  unknown: no run of these tasks has been executed here yet')
  else {
    const guess = totals.guessed > 0 ? `; ${totals.guessed} without a relative taken to be like the others` : ''
    lines.push(`  time  about ${time(totals.seconds)}, going by ${plural(totals.durations, 'earlier run')}${guess}`)
  }
  const more = totals.bytes === null ? 'unknown' : `about ${bytes(totals.bytes)} more`
  lines.push(`  disk  ${more}${free === null ? '' : `; ${bytes(free)} free`}`)
  return lines.join('\n')
}
