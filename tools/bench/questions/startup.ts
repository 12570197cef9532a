import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Rig } from '../../e2e/rig/rig'
import type { Contender } from '../contender'
import { succeeded, timed } from '../measure/timed'
import { probe } from '../startup/probe'
import { linkSources } from '../startup/sources'
import { removeAll } from '../workspaces/remove-all'
import { trivialRuns } from '../workspaces/trivial-runs'
import type { Question } from './question'

const NODE = 'node alone'
/** Packages of many files, of which each is asked whether it has changed. */
const BIG_PACKAGES =
  "import '@tensorflow/tfjs-core'\nimport '@tensorflow/tfjs-layers'\nimport '@tensorflow/tfjs-backend-wasm'\n"

/** What does our plugin add to every nx command? */
export const startup: Question = {
  name: 'startup',
  asks: 'What does our plugin add to every nx command?',
  sizes: [100, 1000],
  async prepare(n, _options, { later }) {
    const workspace = (kind: string): Rig => {
      const rig = trivialRuns(n)
      later(() => rig.dispose())
      if (kind === 'sources') linkSources(rig)
      return rig
    }
    const kinds = ['sources', 'packed'].map((kind) => ({ kind, cold: workspace(kind), warm: workspace(kind) }))
    const big = trivialRuns(n, BIG_PACKAGES)
    later(() => big.dispose())
    for (const { warm } of [...kinds, { warm: big }]) await probe(warm.root, 1)
    // What is younger than two seconds is not remembered: the clock of a file system is no finer than that.
    await sleep(2500)
    for (const { warm } of [...kinds, { warm: big }]) await probe(warm.root, 1)

    const sources = kinds[0]!.warm
    const loading = (name: string, rig: Rig, env?: () => NodeJS.ProcessEnv): Contender => ({
      name: `load: ${name}`,
      against: { name: NODE },
      measure: async () => (await probe(rig.root, 0, env?.())).process,
    })
    /** The call of `createNodes` after so many in the same process. */
    const planning = (name: string, rig: Rig, before = 0, prepare?: () => void): Contender => ({
      name: `createNodes: ${name}`,
      ...(prepare && { prepare }),
      async measure() {
        const { calls, loaded, process } = await probe(rig.root, before + 1)
        const { wall, cpu, projects } = calls[before]!
        if (projects !== n + 1) throw new Error(`${projects} projects for ${n} runs`)
        // The first call may start processes, whose time is only in that of the whole.
        return { wall, cpu: before > 0 || process.cpu === null ? cpu : process.cpu - loaded }
      },
    })
    return {
      title: `loading the plugin, and createNodes for ${n} runs`,
      contenders: [
        {
          name: NODE,
          measure: async () =>
            succeeded(NODE, await timed([process.execPath, '-e', '0'], { cwd: sources.root, env: process.env })),
        },
        ...kinds.map(({ kind, warm }) => loading(kind, warm)),
        loading('sources, empty tsx cache', sources, () => ({ TMPDIR: emptyFolder(sources) })),
        ...kinds.flatMap(({ kind, cold, warm }) => [
          planning(`${kind}, cold`, cold, 0, () => removeAll(cold.root, ['.bocas'])),
          planning(`${kind}, warm, new process`, warm),
          planning(`${kind}, warm, same process`, warm, 1),
        ]),
        planning('packed, warm, new process, runs with TensorFlow.js', big),
      ],
      notes: [
        'load: the whole process; createNodes: the call alone, its CPU with that of the processes it starts',
        'with TensorFlow.js: each file of its packages is asked whether it has changed',
        'sources: TypeScript by way of tsx; cold: nothing remembered; warm: nothing changed',
      ],
    }
  },
}

/** Beside the workspace, so that it goes with it. */
function emptyFolder(rig: Rig): string {
  const beside = join(rig.places.base, 'empty')
  mkdirSync(beside, { recursive: true })
  return mkdtempSync(join(beside, 'tmp-'))
}
