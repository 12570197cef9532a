import { cpSync, readdirSync } from 'node:fs'
import { Rig } from '../../e2e/rig/rig'
import { removeAll } from './remove-all'

/**
 * A workspace with one task of `n` runs that do next to nothing.
 *
 * @param imports lines at the top of their code.
 */
export function trivialRuns(n: number, imports = ''): Rig {
  return Rig.create({
    'tasks/trivial/sweep.ts': `import { defineSweep, sweep } from 'bocas'

export default defineSweep({ i: sweep([${Array.from({ length: n }, (_, i) => i).join(', ')}]) }, { maxRuns: ${n} })
`,
    'tasks/trivial/run.ts': `${imports}import type { Config, Ctx } from 'bocas'
import type grid from './sweep'

export async function run(config: Config<typeof grid>, _ctx: Ctx) {
  return { score: config.i }
}
`,
  })
}

/** As in a fresh clone: no result, no cache, no remembered plan. */
export function forgetRuns(rig: Rig): void {
  forgetNx(rig)
  removeAll(rig.root, ['.bocas', 'paper'])
}

/** As after `nx reset`: Nx knows nothing, the store everything. */
export function forgetNx(rig: Rig): void {
  removeAll(rig.root, ['.nx'])
  removeAll(rig.places.nxCache, ['.'])
}

/** Gives a workspace the results of another one: keys do not depend on the place. */
export function copyStore(from: Rig, to: Rig): Rig {
  cpSync(from.path('.bocas/store'), to.path('.bocas/store'), { recursive: true })
  return to
}

/** Throws unless every run has its result where the paper looks for it. */
export function expectResults(rig: Rig, n: number): void {
  const folders = rig.list('paper/artifacts/trivial')
  const whole = folders.filter((run) => readdirSync(rig.path('paper/artifacts/trivial', run)).includes('result.json'))
  if (whole.length !== n) throw new Error(`${whole.length} of ${n} runs have a result`)
}
