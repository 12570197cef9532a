import { spawn, type ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildSync } from 'esbuild'

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
const start = fs.readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1).split(' ')[19]
const lives = (mark) => {
  const [pid, began] = mark.split('-')
  try {
    const [state, ...rest] = fs.readFileSync('/proc/' + pid + '/stat', 'utf8').split(') ').at(-1).split(' ')
    return state !== 'Z' && rest[18] === began
  } catch { return false }
}
const say = (line) => fs.appendFileSync('violations', line + '\\n')
async function main() {
  for (;;) {
    process.send('next')
    const number = Math.floor(Math.random() * ${KEYS})
    const key = number.toString(16).padStart(64, '0')
    const attempt = tryLock(paths.locks, key)
    if (!('lock' in attempt)) continue
    const inside = path.join('inside', String(number)), mark = process.pid + '-' + start
    fs.mkdirSync(inside, { recursive: true })
    fs.writeFileSync(path.join(inside, mark), '')
    for (const other of fs.readdirSync(inside)) if (other !== mark && lives(other)) say('two hold ' + number)
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
    fs.rmSync(path.join(inside, mark))
    attempt.lock[Math.random() < 0.5 ? 'forget' : 'release']()
  }
}
main().catch((error) => { say(error.stack); process.exit(1) })
`

/**
 * Keeps so many processes at work on the store of `root`, and kills one after another with SIGKILL at random instants.
 *
 * @param folder where the processes write down what they do.
 * @param between called after each kill.
 */
export async function hammer(
  folder: string,
  root: string,
  { processes, kills, between }: { processes: number; kills: number; between: (killed: number) => void },
): Promise<void> {
  buildSync({
    entryPoints: [join(__dirname, '..', 'core.ts')],
    outfile: join(folder, 'store.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
  })
  writeFileSync(join(folder, 'hammer.cjs'), SCRIPT)
  let left = kills
  const seat = async (): Promise<void> => {
    while (left-- > 0) {
      const child = spawn(process.execPath, ['hammer.cjs', root], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      })
      await endOf(child)
      between(kills - left)
    }
  }
  await Promise.all(Array.from({ length: processes }, seat))
}

/** Resolves when the process has been killed: in the midst of one of its first turns, however fast the machine is. */
function endOf(child: ChildProcess): Promise<void> {
  let turns = Math.ceil(Math.random() * 8)
  return new Promise((resolve, reject) => {
    child.on('message', () => {
      if (--turns === 0) void sleep(Math.random() * 8).then(() => child.kill('SIGKILL'))
    })
    child.once('exit', (code, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`a process ended with ${code ?? signal} by itself`)),
    )
    child.once('error', reject)
  })
}
