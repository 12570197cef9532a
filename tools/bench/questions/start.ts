import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Rig } from '../../e2e/rig/rig'
import type { Contender } from '../contender'
import { succeeded, timed } from '../measure/timed'
import { installPacked, PACKED } from '../start/packed'
import { probe } from '../start/probe'
import { removeAll } from '../workspaces/remove-all'
import { trivialRuns } from '../workspaces/trivial-runs'
import type { Question } from './question'

const NODE = 'node alone'

/** What does our plugin add to every nx command? */
export const start: Question = {
  name: 'start',
  sizes: [100, 1000],
  async prepare(n, _options, { later }) {
    const [sources, packed] = [trivialRuns(n), trivialRuns(n)]
    for (const rig of [sources, packed]) later(() => rig.dispose())
    const hasPacked = installPacked(packed)
    // What is younger than two seconds is never remembered: the clock of a file system is no finer than that.
    await sleep(2500)
    const loading = (name: string, rig: Rig, env?: () => NodeJS.ProcessEnv): Contender => ({
      name: `load: ${name}`,
      against: { name: NODE },
      measure: async () => (await probe(rig.root, 0, env?.())).process,
    })
    const planning = (name: string, rig: Rig, { cold = false, before = 0 } = {}): Contender => ({
      name: `createNodes: ${name}`,
      async prepare() {
        if (cold) removeAll(rig.root, ['.bocas'])
        else await probe(rig.root, 1)
      },
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
        loading('sources', sources),
        loading('sources, empty tsx cache', sources, () => ({ TMPDIR: emptyFolder(sources) })),
        ...(hasPacked ? [loading('packed', packed)] : []),
        planning('sources, cold', sources, { cold: true }),
        planning('sources, warm, new process', sources),
        planning('sources, warm, same process', sources, { before: 1 }),
        ...(hasPacked
          ? [
              planning('packed, cold', packed, { cold: true }),
              planning('packed, warm, new process', packed),
              planning('packed, warm, same process', packed, { before: 1 }),
            ]
          : []),
      ],
      notes: [
        'load: the whole process; createNodes: the call alone, its CPU with that of the processes it starts',
        'sources: TypeScript by way of tsx; cold: nothing remembered; warm: nothing changed',
        ...(hasPacked ? [] : [`no packed plugin in ${PACKED}: skipped; npm run pack makes one`]),
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
