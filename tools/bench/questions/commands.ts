import { plan } from '../../e2e/rig/bocas'
import type { Contender } from '../contender'
import { folderSize } from '../measure/folder-size'
import { succeeded, timed } from '../measure/timed'
import { filledStore } from '../workspaces/filled-store'
import type { Question } from './question'

/** Seconds that a command may take. */
const GOAL = 5
const FLOOR = 'node reads every file of the store'
/** Whatever our commands may read of results, and nothing is made of it. */
const READ_ALL = `const { readdirSync, readFileSync } = require('node:fs')
let bytes = 0
for (const key of readdirSync('.bocas/store'))
  for (const file of readdirSync('.bocas/store/' + key)) bytes += readFileSync('.bocas/store/' + key + '/' + file).length
console.log(bytes)`

/** How long do the commands take that look at every run? */
export const commands: Question = {
  name: 'commands',
  asks: 'How long do the commands take that look at every run?',
  sizes: [20_000],
  async prepare(n, _options, { say, later }) {
    say(`making a store of ${n} results`)
    const rig = await filledStore(n, later)
    const { bytes } = folderSize(rig.path('.bocas/store'))
    const call = async (name: string, command: readonly string[], said: RegExp) => {
      const sample = succeeded(name, await timed(command, { cwd: rig.root, env: { ...process.env, CI: '1' } }))
      if (!said.test(sample.output)) throw new Error(`${name} did not say ${said}:\n${sample.output.slice(-2000)}`)
      return sample
    }
    const bocas = rig.path('node_modules/@bocas/nx/bin/bocas.cjs')
    const code = rig.read('tasks/trivial/run.ts')
    const asking = (name: string, args: readonly string[], said: RegExp, text = code): Contender => ({
      name,
      against: { name: FLOOR },
      /** What is remembered of code is then of this one. */
      async prepare() {
        if (rig.read('tasks/trivial/run.ts') === text) return
        rig.write({ 'tasks/trivial/run.ts': text })
        await plan(rig)
      },
      measure: () => call(name, [process.execPath, bocas, ...args], said),
    })
    const edited = code.replace('score: config.i', 'score: config.i + 1')
    return {
      title: `a task of ${n} runs, all of them kept`,
      contenders: [
        asking('bocas plan', ['plan'], new RegExp(`· ${n} kept`)),
        asking('bocas plan, after an edit of the code', ['plan'], new RegExp(`· ${n} stale`), edited),
        asking('bocas runs', ['runs'], new RegExp(`^${n} results?,`, 'm')),
        asking('bocas runs --metrics', ['runs', '--metrics'], /\bscore\b/),
        { name: FLOOR, measure: () => call(FLOOR, [process.execPath, '-e', READ_ALL], new RegExp(`^${bytes}$`, 'm')) },
      ],
      notes: [
        `aimed at: ${GOAL} s; the store has ${bytes} bytes`,
        'each a process of its own, from its start; bocas plan checks each result against its form, its seal and the digests of its payloads',
        'after an edit of the code every run is stale, and the command says of each what has changed',
      ],
    }
  },
}
