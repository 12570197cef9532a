import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

/** For specs: what processes do with one lock, each `rounds` times. */
export interface Contest {
  readonly processes: number
  readonly rounds: number
  /** How a holder ends its turn. */
  readonly ends: readonly ('release' | 'forget' | 'SIGKILL')[]
}

/** Milliseconds a contender lives at most; less than the specs wait. */
export const MOST_TIME = 240_000

/** What a holder does: it marks that it is inside, looks who else is, and counts. */
const CONTENDER = `
const fs = require('node:fs')
const { tryLock } = require('./lock.cjs')
const [rounds, ends] = [Number(process.argv[2]), process.argv[3].split(',')]
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
for (let done = 0; done < rounds; ) {
  const attempt = tryLock('locks', 'key')
  if (!('lock' in attempt)) { pause(Math.random() * 3); continue }
  const mark = 'inside/' + process.pid
  fs.writeFileSync(mark, '')
  if (Math.random() < 0.5) pause(Math.random() * 2)
  if (fs.readdirSync('inside').length > 1) fs.appendFileSync('violations', 'two hold it\\n')
  fs.rmSync(mark)
  fs.appendFileSync('turns', '.')
  done++
  const end = ends[Math.floor(Math.random() * ends.length)]
  if (end === 'SIGKILL') process.kill(process.pid, 'SIGKILL')
  else attempt.lock[end]()
}
`

/** Lets real processes contend for one lock in `folder`. */
export async function contend(folder: string, { processes, rounds, ends }: Contest): Promise<void> {
  buildSync({
    entryPoints: [join(__dirname, 'lock.ts')],
    outfile: join(folder, 'lock.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
  })
  writeFileSync(join(folder, 'contender.cjs'), CONTENDER)
  await Promise.all(
    Array.from(
      { length: processes },
      () =>
        new Promise<void>((resolve, reject) => {
          const args = ['contender.cjs', String(rounds), ends.join()]
          // Nobody may go on when the spec has given up: it would spin in a folder that is gone.
          const child = spawn(process.execPath, args, {
            cwd: folder,
            stdio: ['ignore', 'ignore', 'inherit'],
            timeout: MOST_TIME,
            killSignal: 'SIGKILL',
          })
          child.on('exit', (code, signal) =>
            code === 0 || (signal === 'SIGKILL' && ends.includes('SIGKILL'))
              ? resolve()
              : reject(new Error(`a contender ended with ${code ?? signal}`)),
          )
        }),
    ),
  )
}
