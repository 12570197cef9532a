import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  drawnImprovement,
  drawnInterquartileMean,
  drawnIntervals,
  type Interval,
  performanceProfile,
  profileScores,
  type Scores,
} from 'bocas/internal'
import { REPOSITORY } from '../../e2e/rig/places'
import { diceOf } from '../../random/dice'
import type { Contender, Sample } from '../contender'
import { PYTHON, versionsOf } from '../measure/system-python'
import { succeeded, timed } from '../measure/timed'
import type { Question } from './question'

/** Two methods on two tasks. */
const [METHODS, TASKS] = [2, 2]
/** How far ends of two bootstraps of the same scores may be apart, in widths of the interval: they come from other draws. */
const APART = 0.15

/** What does a stratified bootstrap of thousands of runs take, beside numpy? */
export const bootstrap: Question = {
  name: 'bootstrap',
  asks: 'What do stratified bootstrap intervals of thousands of runs take, beside numpy?',
  sizes: [20_000],
  prepare(n, _options, { later }) {
    const folder = mkdtempSync(join(tmpdir(), 'bocas-bench-bootstrap-'))
    later(() => rmSync(folder, { recursive: true, force: true }))
    const methods = scoresOf(Math.max(20, Math.floor(n / METHODS / TASKS)))
    const first = methods[0]!
    const each = first[0]!.length
    const at = profileScores(methods)
    const source = join(folder, 'scores.json')
    writeFileSync(source, JSON.stringify({ methods, at }))
    const ours: Readonly<Record<string, () => Interval>> = {
      'interquartile mean': () => only(drawnIntervals([first], drawnInterquartileMean)),
      'probability of improvement': () => only(drawnIntervals(methods, drawnImprovement)),
      profile: () => performanceProfile(first, at).points[at.length >> 1]!.interval!,
    }
    const version = versionsOf('numpy')
    return Promise.resolve({
      title: `stratified bootstrap of ${each * METHODS * TASKS} runs, ${each} of each task and method, 2000 draws`,
      contenders: Object.entries(ours).flatMap(([estimate, compute]): Contender[] => {
        const theirs = `${estimate}, numpy ${version ?? ''}`.trim()
        const interval = compute()
        return [
          {
            name: estimate,
            ...(version === undefined ? {} : { against: { name: theirs, goal: 1 } }),
            measure: () => Promise.resolve(measured(compute)),
          },
          ...(version === undefined
            ? []
            : [{ name: theirs, measure: () => measuredInNumpy(source, estimate, interval) }]),
        ]
      }),
      notes: [
        'without the start of a process and reading; numpy draws with its own generator, so that intervals agree but for chance',
        `the interquartile mean and the profile are those of one method, of ${each * TASKS} of these runs`,
        ...(version === undefined
          ? ['numpy is not installed: skipped']
          : [
              'ours are measured in one process that has computed them before, numpy in a new one each time',
              `numpy draws all samples at once; the interquartile mean is vectorised over them, the probability of improvement and the profile search each sample in a loop of Python; of the ${at.length} scores of the profile it takes the interval of one, ours of all`,
            ]),
      ],
    })
  },
}

/** Scores of methods on tasks, of which the second method has somewhat better ones. */
function scoresOf(runs: number): Scores[] {
  const dice = diceOf(1)
  return Array.from({ length: METHODS }, (_, method) =>
    Array.from({ length: TASKS }, () =>
      Array.from({ length: runs }, () => (dice.below(1e9) + dice.below(1e9)) / 1e9 + method / 10),
    ),
  )
}

function only(intervals: ReturnType<typeof drawnIntervals>): Interval {
  if ('refused' in intervals) throw new Error(intervals.refused)
  return intervals[0]!
}

function measured(compute: () => Interval): Sample {
  const [cpu, start] = [process.cpuUsage(), performance.now()]
  compute()
  const wall = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { wall, cpu: (user + system) / 1e6 }
}

/** @throws Error when numpy finds another interval: then both do not compute the same. */
async function measuredInNumpy(source: string, estimate: string, ours: Interval): Promise<Sample> {
  const script = join(__dirname, '..', 'results', 'bootstrap.py')
  const call = await timed([PYTHON, script, source, estimate], { cwd: REPOSITORY, env: process.env })
  const { output } = succeeded('numpy', call)
  const { low, high, wall, cpu } = JSON.parse(output.slice(output.indexOf('{'))) as Sample & Interval
  const apart = Math.max(Math.abs(low - ours.low), Math.abs(high - ours.high)) / (ours.high - ours.low)
  if (!(apart <= APART))
    throw new Error(`numpy has [${low}, ${high}] for the ${estimate}, and we have [${ours.low}, ${ours.high}]`)
  return { wall, cpu }
}
