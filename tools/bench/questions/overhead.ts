import { Rig } from '../../e2e/rig/rig'
import type { Contender, Sample } from '../contender'
import { median } from '../median'
import { barePauses, pausesBetween, type Span } from '../measure/pauses'
import { timedNx } from '../measure/workspace-nx'
import { forgetRuns } from '../workspaces/trivial-runs'
import type { Question } from './question'

/** Milliseconds between two runs that are aimed at. */
const GOAL = 20
/** Milliseconds that a run waits for, which leaves its core idle: the worker of the next run is up long before. */
const WORK = 400
/** Runs of which the pauses at the beginning and at the end are not taken. */
const EDGE = 3

const FLOOR = 'bare processes, the next one waiting'

/** How long is a slot idle between the code of a run and that of the next one? One slot, in the middle of a sweep. */
export const overhead: Question = {
  name: 'overhead',
  asks: 'How long is a slot idle between the code of a run and that of the next one, in the middle of a sweep?',
  sizes: [30],
  async prepare(n, _options, { later }) {
    const rig = timedRuns(n)
    later(() => rig.dispose())
    const middle = (pauses: readonly number[]): Sample => ({
      wall: median(pauses.slice(EDGE, pauses.length - EDGE)),
      cpu: null,
    })
    const contenders: Contender[] = [
      {
        name: 'bocas',
        against: { name: FLOOR },
        prepare: () => forgetRuns(rig),
        async measure() {
          await timedNx(rig, ['run-many', '-t', 'experiment', '--parallel=1'])
          const spans = rig
            .list('paper/artifacts/timed')
            .map((run) => spanIn(rig.read(`paper/artifacts/timed/${run}/result.json`)))
          if (spans.length !== n) throw new Error(`${spans.length} of ${n} runs have a result`)
          return middle(pausesBetween(spans))
        },
      },
      { name: FLOOR, measure: async () => middle(await barePauses(n, WORK)) },
    ]
    return {
      title: `the pause between two of ${n} runs, one at a time`,
      contenders,
      notes: [
        `aimed at: less than ${GOAL} ms; from the last line of a run's code to the first line of the next one's function`,
        `each run waits for ${WORK} ms, so that the worker of the next one is up; the median of a call's pauses, without the first and last ${EDGE}`,
      ],
    }
  },
}

/** A workspace with runs that say when they began and ended. */
const timedRuns = (n: number): Rig =>
  Rig.create({
    'tasks/timed/sweep.ts': `import { defineSweep, sweep } from 'bocas'

export default defineSweep({ i: sweep([${Array.from({ length: n }, (_, i) => i).join(', ')}]) })
`,
    'tasks/timed/run.ts': `import { setTimeout as sleep } from 'node:timers/promises'

const now = () => (performance.timeOrigin + performance.now()) / 1000

export async function run() {
  const start = now()
  await sleep(${WORK})
  return { start, end: now() }
}
`,
  })

/** What a run has returned stands in its result as metrics. */
function spanIn(text: string): Span {
  const { artifacts } = JSON.parse(text) as { artifacts: Record<string, { data?: unknown }> }
  const of = (name: string): number => Number(artifacts[name]?.data)
  return { start: of('start'), end: of('end') }
}
