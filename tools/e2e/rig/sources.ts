/** Sources of tasks in miniature: real sweeps, runs and figures, whose runs take no time and write down that they were executed. */

/** `sweep.ts` with one sweep: `sweepTs('{ lr: sweep([0.1, 0.2]) }', "{ data: ['x.csv'] }")`. */
export function sweepTs(tree: string, options = '{}'): string {
  return `import { defineSweep, seeds, sweep } from 'bocas'

export default defineSweep(${tree}, ${options})
void seeds, sweep
`
}

interface RunParts {
  /** Import lines. */
  readonly imports?: string
  /** Statements between "start" and "end". */
  readonly body?: string
  /** The result; `score` is what {@link figuresTs} shows. */
  readonly returns?: string
}

/** `run.ts` that writes to the count file when it starts and when it ends. */
export function runTs({ imports = '', body = '', returns = '{ score: config.lr * 100 }' }: RunParts = {}): string {
  return `import { appendFileSync, existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { basename } from 'node:path'
import { table, type Config, type Ctx } from 'bocas'
import type grid from './sweep'
${imports}
export async function run(config: Config<typeof grid>, ctx: Ctx) {
  const count = (event: string) =>
    appendFileSync(process.env.COUNT_FILE!, event + ' ' + basename(import.meta.dirname) + ' ' + JSON.stringify(config) + '\\n')
  const gate = async () => {
    while (existsSync(process.env.GATE!)) await sleep(20, undefined, { signal: ctx.signal })
  }
  count('start')
  ${body}
  count('end')
  return ${returns}
}
void sleep, table
`
}

/** `figures.ts` with one table, of one row per combination of values of these keys, and a fact that names the runs in their order. */
export function figuresTs(...rows: string[]): string {
  return `import { defineFigures } from '@bocas/figures'
import type { run } from './run'

export default defineFigures<typeof run>(({ runs, table, fact, label }) => {
  table('scores', runs, { rows: ${JSON.stringify(rows)}, show: 'score', better: 'max' })
  fact('names', label((all) => all.map((result) => result.name).join(' '), runs))
})
`
}
