import { setTimeout as sleep } from 'node:timers/promises'
import type { Rig } from '../../e2e/rig/rig'
import type { Contender, Sample } from '../contender'
import { stopDaemon, timedNx } from '../measure/workspace-nx'
import { EMPTY, repositoryCopy } from '../workspaces/repository-copy'
import type { Question } from './question'

const TEXT = 'paper/main.typ'
/** What a build after an edit of the text may take, beside a cached target that does nothing. */
const GOAL = 1.3
const BUILT = /paper\/build\/paper\.pdf: /g

/** How long after an edit of the text is the paper there again? Asked in a copy of this repository; no run may be started. */
export const text: Question = {
  name: 'text',
  asks: 'How long after an edit of its text is the paper there again?',
  sizes: [],
  async prepare(_n, { daemon: states, workers }, { say, later }) {
    const contenders: Contender[] = []
    let trained: Rig | undefined
    for (const daemon of states) {
      const rig = repositoryCopy(trained)
      later(() => rig.dispose())
      if (daemon === 'on') later(() => stopDaemon(rig))
      say('building the paper in a copy of the repository; what its store does not hold is trained')
      await timedNx(rig, ['run', 'paper:build', `--parallel=${workers}`], daemon)
      trained ??= rig
      const [cached, executed] = [`empty target, daemon ${daemon}`, `empty target, executed, daemon ${daemon}`]
      contenders.push(
        {
          name: `paper:build, daemon ${daemon}`,
          against: [{ name: cached, goal: GOAL }, { name: executed }],
          measure: () => withoutRuns(rig, () => timedNx(rig, ['run', 'paper:build'], daemon), edit(rig)),
        },
        { name: cached, measure: () => timedNx(rig, ['run', `${EMPTY}:nothing`], daemon) },
        { name: executed, measure: () => timedNx(rig, ['run', `${EMPTY}:executed`], daemon) },
      )
      // Not measured: executes the cached one once.
      await timedNx(rig, ['run', `${EMPTY}:nothing`], daemon)
    }
    const watched = trained!
    const watching = watched.start('run paper:watch')
    later(() => void process.kill(watching.pid, 'SIGINT'))
    await waitFor(() => builds(watching.output()) === 1)
    contenders.unshift({
      name: 'paper:watch',
      measure: () => withoutRuns(watched, () => waited(watching.output, edit(watched))),
    })
    return {
      title: 'the paper of this repository after an edit of its text',
      contenders,
      notes: [
        'paper:watch: from the edit until the watch, which was there before, says that the paper is built; aimed at: 1 s',
        'paper:build: a call of nx, which also looks at every run',
        'empty target: cached, in the same workspace; executed: an executor that does nothing, for which Nx starts a process as for every executor',
      ],
    }
  },
}

/** Adds a paragraph, another one each time. */
function edit(rig: Rig): () => void {
  return () => rig.append(TEXT, `\nA paragraph more, at ${performance.now()}.\n`)
}

async function waited(output: () => string, change: () => void): Promise<Sample> {
  const before = builds(output())
  const start = performance.now()
  change()
  await waitFor(() => builds(output()) > before)
  return { wall: (performance.now() - start) / 1000, cpu: null }
}

/** @throws Error when the work has added a result or has looked for a place to train one. */
async function withoutRuns(
  rig: Rig,
  work: () => Promise<Sample>,
  before: () => void = () => undefined,
): Promise<Sample> {
  const results = rig.list('.bocas/store').length
  before()
  const sample = await work()
  const [now, atWork] = [rig.list('.bocas/store').length, rig.list('.bocas/work').length]
  if (now !== results || atWork > 0)
    throw new Error(`an edit of the text has started runs: ${results} results became ${now}`)
  return sample
}

const builds = (output: string): number => output.match(BUILT)?.length ?? 0

async function waitFor(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 60_000) throw new Error('waited two minutes in vain for a build')
    await sleep(2)
  }
}
