import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildSync } from 'esbuild'
import type { Children } from '../../../../tools/children/children'
import { diceOf, type Dice } from '../../../../tools/random/dice'

/** For specs: the keys that processes work at. */
export const KEYS = 60
export const keyOf = (number: number): string => number.toString(16).padStart(64, '0')
/** What the result of a key says, and no other does. */
export const accuracyOf = (key: string): number => Number.parseInt(key, 16) / 1000

/**
 * What each process does until it is killed: it takes the lock of a random key, marks that it is inside, looks for a result, checks it or
 * makes one, and writes down what it has committed.
 */
const SCRIPT = `
const fs = require('node:fs'), path = require('node:path')
const { tryLock, findKept, commitEntry, showResult, ownFolder, saveOutput, writeResultFile, workspacePaths, table, verifyResult } = require('./store.cjs')
const paths = workspacePaths(process.argv[2])
const dice = require('./dice.cjs').diceOf(Number(process.argv[3]))
process.on('disconnect', () => process.exit(1))
const start = fs.readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1).split(' ')[19]
const lives = (mark) => {
  const [pid, began] = mark.split('-')
  try {
    const [state, ...rest] = fs.readFileSync('/proc/' + pid + '/stat', 'utf8').split(') ').at(-1).split(' ')
    return state !== 'Z' && rest[18] === began
  } catch (error) {
    if (!['ENOENT', 'ESRCH'].includes(error.code)) throw error
    return false
  }
}
const say = (line) => fs.appendFileSync('violations', line + '\\n')
// What is removed between its check and its copy fails a call; the next one finds that out.
const isDamaged = process.argv[4] === 'damaged'
async function turn(number, key) {
  const right = (result) => result.artifacts.accuracy.data === number / 1000
  const answer = await findKept(paths, key, paths.artifacts('toy', String(number)))
  if (answer.kept) {
    if (!right(answer.kept)) say('a wrong result was accepted for ' + number)
    await showResult(paths, answer.kept, paths.artifacts('toy', String(number)))
  } else {
    const own = ownFolder(paths.work, 'run')
    const draft = path.join(own, 'entry')
    const rows = table(Array.from({ length: 20 }, (_, step) => ({ step, loss: number })))
    const saved = await saveOutput({ accuracy: number / 1000, rows }, draft)
    await writeResultFile(draft, { key, config: { number }, ...saved })
    fs.appendFileSync('trained', number + '\\n')
    commitEntry(paths, key, draft)
    fs.appendFileSync('committed', number + '\\n')
    fs.rmSync(own, { recursive: true })
  }
}
async function main() {
  for (;;) {
    process.send('next')
    const number = dice.below(${KEYS})
    const key = number.toString(16).padStart(64, '0')
    const attempt = tryLock(paths.locks, key)
    if (!('lock' in attempt)) continue
    const inside = path.join('inside', String(number)), mark = process.pid + '-' + start
    fs.mkdirSync(inside, { recursive: true })
    fs.writeFileSync(path.join(inside, mark), '')
    for (const other of fs.readdirSync(inside)) if (other !== mark && lives(other)) say('two hold ' + number)
    await turn(number, key).catch((error) => { if (error.code !== 'ENOENT' || !isDamaged) throw error })
    fs.rmSync(path.join(inside, mark))
    attempt.lock[dice.below(2) === 0 ? 'forget' : 'release']()
  }
}
main().catch((error) => { say(error.stack); process.exit(1) })
`

export interface Hammering {
  readonly processes: number
  readonly kills: number
  /** Of when each process is killed, and of what it chooses until then. */
  readonly seed: number
  /** Called after each kill, with dice of that kill's own. */
  readonly between?: ((dice: Dice) => void) | undefined
}

/**
 * Keeps so many processes at work on the store of `root`, and kills one after another with SIGKILL at random instants.
 *
 * @param folder where the processes write down what they do.
 * @returns how many were killed.
 */
export async function hammer(
  folder: string,
  root: string,
  { processes, kills, seed, between }: Hammering,
  children: Children,
): Promise<number> {
  buildSync({
    entryPoints: {
      store: join(__dirname, '..', 'internal.ts'),
      dice: join(__dirname, '../../../../tools/random/dice.ts'),
    },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
  })
  writeFileSync(join(folder, 'hammer.cjs'), SCRIPT)
  let begun = 0
  let killed = 0
  const hammer = async (): Promise<void> => {
    while (begun < kills) {
      // Dice of its own for each: which process comes to its end first is not for the seed to say.
      const own = seed + begun++
      const dice = diceOf(own)
      const child = children.node(['hammer.cjs', root, String(own), between ? 'damaged' : 'whole'], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      })
      await endOf(child, dice).catch((error: Error) => {
        throw new Error(`${error.message}, of seed ${own}: ${readText(folder)}`)
      })
      killed++
      between?.(dice)
    }
  }
  await Promise.all(Array.from({ length: processes }, hammer))
  return killed
}

/** What the processes have complained of. */
const readText = (folder: string): string => {
  const file = join(folder, 'violations')
  return existsSync(file) ? readFileSync(file, 'utf8') : 'it said nothing'
}

/** Resolves when the process has been killed: in the midst of one of its first turns, however fast the machine is. */
function endOf(child: ChildProcess, dice: Dice): Promise<void> {
  let turns = 1 + dice.below(8)
  return new Promise((resolve, reject) => {
    child.on('message', () => {
      if (--turns === 0) void sleep(dice.below(8)).then(() => child.kill('SIGKILL'))
    })
    child.once('exit', (code, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`a process ended with ${code ?? signal} by itself`)),
    )
    child.once('error', reject)
  })
}
