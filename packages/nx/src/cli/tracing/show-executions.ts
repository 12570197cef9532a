import { plural, groupBy, someOf } from 'bocas/internal'
import type { RunExecution } from '../../provenance/execution'
import { upstreamWords } from '../../shared/upstream'
import { time } from '../../shared/words'
import type { TracedRun } from './trace-of'

/** Lines of what is known, each with the runs that it holds for when those are not all. */
export function showExecutions(runs: readonly TracedRun[]): string[][] {
  const known = runs.flatMap(({ execution }) => (execution ? [execution] : []))
  const of = (members: readonly unknown[]): string =>
    members.length === runs.length ? '' : ` (${plural(members.length, 'run')})`
  const grouped = (what: string, say: (execution: RunExecution) => string | undefined): string[][] =>
    [...groupBy(known, say)].map(([text, members]) => [what, `${text}${of(members)}`])
  const seconds = known.flatMap(({ seconds }) => (seconds === undefined ? [] : [seconds]))
  const dates = known.flatMap(({ ended }) => (ended === undefined ? [] : [ended])).sort()
  return [
    ...grouped('code', codeWords),
    ...(seconds.length === 0
      ? []
      : [
          [
            'time',
            `${time(seconds.reduce((sum, one) => sum + one, 0))} in all${of(seconds)}, ${between(dates[0]!, dates.at(-1)!)}`,
          ],
        ]),
    ...grouped('machine', machineWords),
    ...upstreamRows(known, of),
    ...[
      ...groupBy(
        known.flatMap(({ accepted = [] }) => accepted),
        ({ because, changes }) => `"${because}" although ${changes.join(', ')}`,
      ),
    ].map(([text, members]) => ['accepted', `${text}${of(members)}`]),
  ]
}

/** More runs of other tasks are counted. */
const MOST_UPSTREAM = 12

/** The runs of other tasks whose results went into these. */
function upstreamRows(known: readonly RunExecution[], of: (members: readonly unknown[]) => string): string[][] {
  const all = known.flatMap(({ upstream = [] }) => upstream)
  const rows = [
    ...[...groupBy(all, (one) => (one.as === undefined ? undefined : `${upstreamWords(one)} as ${one.as}`))].map(
      ([text, members]) => ['takes', `${text}${of(members)}`],
    ),
    ...[...groupBy(all, (one) => (one.as === undefined ? upstreamWords(one) : undefined))].map(([text, members]) => [
      'sweep made from',
      `${text}${of(members)}`,
    ]),
  ]
  const left = rows.length - MOST_UPSTREAM
  return left > 0 ? [...rows.slice(0, MOST_UPSTREAM), ['', `… and ${left} more; --json lists them all`]] : rows
}

function codeWords({ git }: RunExecution): string | undefined {
  if (git === undefined) return undefined
  if (git === null) return 'outside of git'
  const { commit, dirty, changed, untracked = [] } = git
  const own = changed === undefined ? undefined : [...changed, ...untracked.map((file) => `${file} (not in git)`)]
  const state =
    own === undefined
      ? dirty
        ? ', with uncommitted changes that were not kept'
        : ''
      : own.length > 0
        ? `, with uncommitted changes in its code: ${someOf(own, 8)}`
        : dirty
          ? '; uncommitted changes elsewhere, none in its code'
          : ''
  return `commit ${commit.slice(0, 12)}${state}`
}

const machineWords = ({ machine, node }: RunExecution): string | undefined =>
  machine &&
  [`${machine.host}, ${machine.platform}`, machine.cpu && `${machine.cpu} × ${machine.cpus}`, node && `Node ${node}`]
    .filter(Boolean)
    .join(', ')

const between = (first: string, last: string): string => {
  const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ')
  return minute(first) === minute(last) ? `${minute(first)} UTC` : `${minute(first)} to ${minute(last)} UTC`
}
