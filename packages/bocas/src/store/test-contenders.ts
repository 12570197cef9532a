import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { END_WITH_PARENT, type Children } from '../../../../tools/children/children'

/** For specs: what processes do with one lock, each `rounds` times. */
export interface Contest {
  readonly processes: number
  readonly rounds: number
  /** How a holder ends its turn. */
  readonly ends: readonly ('release' | 'forget' | 'SIGKILL')[]
  /** Of what each of them chooses at random. */
  readonly seed: number
}

/** What a holder does: it marks that it is inside, looks who else is, and counts. */
const CONTENDER = `
const fs = require('node:fs')
const { tryLock } = require('./lock.cjs')
const [seed, rounds, ends] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4].split(',')]
const dice = require('./dice.cjs').diceOf(seed)
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
${END_WITH_PARENT}
for (let done = 0; done < rounds; ) {
  endWithParent()
  const attempt = tryLock('locks', 'key')
  if (!('lock' in attempt)) { pause(dice.below(3000) / 1000); continue }
  const mark = 'inside/' + process.pid
  fs.writeFileSync(mark, '')
  if (dice.below(2) === 0) pause(dice.below(2000) / 1000)
  if (fs.readdirSync('inside').length > 1) fs.appendFileSync('violations', 'two hold it\\n')
  fs.rmSync(mark)
  fs.appendFileSync('turns', '.')
  done++
  const end = dice.pick(ends)
  if (end === 'SIGKILL') process.kill(process.pid, 'SIGKILL')
  else attempt.lock[end]()
}
`

/**
 * Lets real processes contend for one lock in `folder`.
 *
 * @returns how many of them were killed.
 */
export async function contend(
  folder: string,
  { processes, rounds, ends, seed }: Contest,
  children: Children,
): Promise<number> {
  buildSync({
    entryPoints: { lock: join(__dirname, 'lock.ts'), dice: join(__dirname, '../../../../tools/random/dice.ts') },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
  })
  writeFileSync(join(folder, 'contender.cjs'), CONTENDER)
  const ended = Array.from({ length: processes }, (_, index) => {
    const args = ['contender.cjs', String(seed + index), String(rounds), ends.join()]
    const child = children.node(args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
    return new Promise<boolean>((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code, signal) =>
        code === 0 || (signal === 'SIGKILL' && ends.includes('SIGKILL'))
          ? resolve(signal === 'SIGKILL')
          : reject(new Error(`a contender ended with ${code ?? signal}`)),
      )
    })
  })
  return (await Promise.all(ended)).filter(Boolean).length
}
