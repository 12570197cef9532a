import type { Files } from '../rig'
import { sweepTs } from '../sources'

/** Runs of each life: enough that several are at work, done and waiting whenever something happens. */
export const RUNS = 30

/**
 * A task of short runs that use all that can be torn: payloads, a checkpoint, a log, progress. `life` is in every key, so that the next life
 * begins with nothing. Two processes that execute one run at the same time are written down in `COUNT_FILE.violations`.
 */
export const sourcesOf = (life: number): Files => ({
  'tasks/alpha/sweep.ts': sweepTs(
    `{ life: ${life}, i: sweep([${Array.from({ length: RUNS }, (_, i) => i).join(', ')}]) }`,
  ),
  'tasks/alpha/run.ts': RUN,
})

/** The number that stands in the result of a run, and nowhere else. */
export const scoreOf = ({ life, i }: { readonly life: number; readonly i: number }): number => life * 1000 + i * 7

const RUN = `import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { table, type Config, type Ctx } from 'bocas'
import type grid from './sweep'

const startOf = (pid: number) => {
  try {
    const [state, ...rest] = readFileSync('/proc/' + pid + '/stat', 'utf8').split(') ').at(-1)!.split(' ')
    return state === 'Z' ? 'gone' : rest[18]!
  } catch {
    return 'gone'
  }
}

export async function run(config: Config<typeof grid>, ctx: Ctx) {
  const count = process.env.COUNT_FILE!
  mkdirSync(count + '.inside', { recursive: true })
  const mark = count + '.inside/' + config.life + '-' + config.i
  try {
    const [pid, start] = readFileSync(mark, 'utf8').split(' ')
    if (startOf(Number(pid)) === start) appendFileSync(count + '.violations', JSON.stringify(config) + ' is executed by ' + pid + ' and ' + process.pid + '\\n')
  } catch {}
  writeFileSync(mark, process.pid + ' ' + startOf(process.pid))
  appendFileSync(count, 'start alpha ' + JSON.stringify(config) + '\\n')
  const saved = await ctx.checkpoint.load<{ i: number; weights: Float32Array }>()
  if (saved && (saved.i !== config.i || saved.weights.some((weight) => weight !== config.i))) throw new Error('the checkpoint is not of this run')
  ctx.progress(1, 2, { loss: 1 / (config.i + 1) })
  await sleep(10 + ((config.i * 7) % 40))
  if (config.i % 2 === 0) await ctx.checkpoint.save({ i: config.i, weights: new Float32Array(2000).fill(config.i) })
  ctx.progress(2, 2, { loss: 0 })
  console.log('run ' + config.i)
  const rows = Array.from({ length: 50 }, (_, step) => ({ step, loss: config.i / (step + 1) }))
  appendFileSync(count, 'end alpha ' + JSON.stringify(config) + '\\n')
  rmSync(mark, { force: true })
  return { score: config.life * 1000 + config.i * 7, rows: table(rows) }
}
`
