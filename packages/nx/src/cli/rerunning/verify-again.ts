import { formatProblem, groupBy, plural, workspacePaths } from 'bocas/internal'
import type { Arguments } from '../command'
import { CommandError, EXIT, type Surroundings } from '../command'
import { awaitedWords, byWhatIsKnown } from '../../plan/sweep/awaited-words'
import { findRuns } from '../find-runs'
import { watchFolders } from '../../host/leftovers/watch-folders'
import { describeLoss } from '../../host/outcome/describe-loss'
import { lossOf } from '../../host/outcome/look-for-loss'
import { readStore, type StoredRun } from '../../shared/stored-run'
import { someOf } from 'bocas/internal/light'
import { time } from '../../shared/words'
import { planTasks } from '../workspace'
import { choose, eligible, type Eligible, type NotEligible } from './eligible'
import { rerun, type Rerun } from './rerun'

/** One run that was executed again. */
interface Checked {
  /** `task/run`. */
  readonly run: string
  readonly key: string
  /** How long it took when it was kept. */
  readonly secondsBefore?: number
  /** Why its result was carried over from another key, the oldest reason first. */
  readonly accepted: readonly string[]
  readonly result: Rerun
}

/** What `bocas verify --rerun` does. */
export async function verifyAgain({ words, switches, values }: Arguments, surroundings: Surroundings): Promise<number> {
  const { root, print, complain, signal } = surroundings
  const asked = values.get('rerun')![0]!
  const seed = numberOf('seed', values.get('seed')?.[0] ?? '1', /^\d+$/)
  const count = asked === 'all' ? Infinity : numberOf('rerun', asked, /^[1-9]\d*$/)
  const plans = await planTasks(root)
  const { known, awaiting } = byWhatIsKnown(plans)
  const named = findRuns(plans, words.length > 0 ? words : known.map(({ task }) => task))
  const possible = await eligible(root, [...new Set(named.flatMap(({ runs }) => runs))])
  const unknown =
    words.length > 0 ? [] : awaiting.map((plan): NotEligible => ({ run: plan.task, why: awaitedWords(plan) }))
  const [can, cannot] = [possible.can, [...possible.cannot, ...unknown]]
  const stored = readStore(workspacePaths(root)).runs
  const others =
    words.length > 0
      ? 0
      : staleOf(
          // Those of tasks whose runs are not known may be of today.
          stored.filter(({ task }) => !awaiting.some((plan) => plan.task === task)),
          known.flatMap(({ runs }) => runs.map(({ key }) => key)),
        )
  if (can.length === 0)
    throw new CommandError(
      [{ message: 'no run can be executed again', hint: [...whyNot(cannot), ...staleLine(others)].join('\n') }],
      EXIT.problem,
    )
  const chosen = choose(can, count, seed)
  const json = switches.has('json')
  const say = json ? (): void => undefined : print
  const which = chosen.length < can.length ? `, chosen by --seed ${seed}` : ''
  say(`executing ${chosen.length} of ${plural(can.length, 'kept run')} again${which}`)
  const checked: Checked[] = []
  const folders = watchFolders(root)
  for (const one of chosen) {
    if (signal.aborted || folders.isLost()) break
    const found = checkedRun(one, await rerun(one, one.folder, { root, signal, folders, say: complain }), stored)
    checked.push(found)
    say(
      `${`${checked.length} of ${chosen.length}`.padStart(`${chosen.length} of ${chosen.length}`.length)}  ${show(found)}`,
    )
  }
  if (folders.isLost()) complain(describeLoss(await lossOf(workspacePaths(root), folders, [])))
  folders.end()
  const same = checked.filter(({ result }) => result.outcome === 'same').length
  if (json)
    print(
      JSON.stringify(
        { seed, of: can.length, asked: chosen.length, same, runs: checked, cannot, stale: others },
        null,
        2,
      ),
    )
  else print([summary(checked, chosen.length), ...whyNot(cannot), ...staleLine(others)].join('\n'))
  return same === chosen.length ? EXIT.ok : EXIT.problem
}

function numberOf(option: string, text: string, form: RegExp): number {
  if (form.test(text)) return Number(text)
  const hint =
    option === 'seed' ? 'it is a number, and chooses which runs' : 'it is how many kept runs to execute again, or all'
  throw new CommandError([
    { ...(option === 'rerun' && { code: 'not-a-count' as const }), message: `--${option} is '${text}'`, hint },
  ])
}

function checkedRun({ plan, run }: Eligible, result: Rerun, stored: readonly StoredRun[]): Checked {
  const known = stored.find(({ key }) => key === run.key)
  return {
    run: `${plan.task}/${run.name}`,
    key: run.key,
    ...(known?.seconds === undefined ? {} : { secondsBefore: known.seconds }),
    accepted: (known?.accepted ?? []).map(({ because }) => because),
    result,
  }
}

/** More differences of one run are counted. */
const MOST_SHOWN = 12

function show({ run, result, secondsBefore, accepted }: Checked): string {
  const took = result.seconds === undefined ? '' : `, ${time(result.seconds)}`
  const before = secondsBefore === undefined || took === '' ? '' : ` (was ${time(secondsBefore)})`
  const carried = accepted.length > 0 ? `; it was carried over: ${accepted.join('; ')}` : ''
  if (result.outcome === 'same') return `✔ ${run}: the same bytes${took}${before}${carried}`
  if (result.outcome === 'interrupted') return `✖ ${run}: interrupted`
  if (result.outcome === 'failed')
    return `✖ ${run}: failed${took}${before}${carried}\n    ${result.problems.map(formatProblem).join('\n').replaceAll('\n', '\n    ')}`
  const lines = result.differences.slice(0, MOST_SHOWN).map(({ what, text }) => `    ${what}: ${text}`)
  const left = result.differences.length - MOST_SHOWN
  return [
    `✖ ${run}: differs${took}${before}${carried}`,
    ...lines,
    ...(left > 0 ? [`    … and ${left} more; --json lists them all`] : []),
  ].join('\n')
}

function summary(checked: readonly Checked[], asked: number): string {
  const count = (outcome: Rerun['outcome']): number => checked.filter(({ result }) => result.outcome === outcome).length
  const parts = [
    `${plural(count('same'), 'run')} gave the same bytes`,
    ...(count('differs') > 0 ? [`${count('differs')} differ`] : []),
    ...(count('failed') > 0 ? [`${count('failed')} failed`] : []),
    ...(asked - checked.length + count('interrupted') > 0
      ? [`${asked - checked.length + count('interrupted')} not executed: interrupted`]
      : []),
  ]
  return parts.join(', ')
}

/** Results that no run of today would be: of earlier code, of earlier configs, of tasks that are gone. */
const staleOf = (stored: readonly StoredRun[], planned: readonly string[]): number => {
  const known = new Set(planned)
  return stored.filter(({ key }) => !known.has(key)).length
}

const staleLine = (count: number): string[] =>
  count === 0
    ? []
    : [
        `${plural(count, 'kept result is', 'kept results are')} of code or configs that are not at hand any more: check out the commit that they are of to execute those`,
      ]

const whyNot = (cannot: readonly NotEligible[]): string[] =>
  [...groupBy(cannot, ({ why }) => why)].map(
    ([why, members]) => `not executed: ${someOf(members.map(({ run }) => run))}: ${why}`,
  )
