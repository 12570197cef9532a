import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { REPOSITORY } from '../e2e/rig/places'
import { parseOptions, USAGE, type Options } from './options'
import { cold } from './questions/cold'
import { done } from './questions/done'
import { paper } from './questions/paper'
import type { Question } from './questions/question'
import { startup } from './questions/startup'
import { condense, formatRows, type Row } from './report'
import { measureInRounds } from './rounds'

const ALL: readonly Question[] = [cold, done, paper, startup]

/** Answers to one question for one size. */
interface Answer {
  readonly question: string
  readonly title: string
  readonly rows: readonly Row[]
  readonly notes: readonly string[]
}

const say = (line: string): void => console.error(line)

/** Measures, prints a table as soon as it is known or, with `--json`, one document in the end. */
async function main(argv: readonly string[]): Promise<number> {
  const parsed = parseOptions(argv)
  if ('help' in parsed) {
    console.log(USAGE)
    return 0
  }
  if ('problems' in parsed) {
    for (const problem of parsed.problems) console.error(`✖ ${problem}`)
    console.error(`\n${USAGE}`)
    return 1
  }
  const { options } = parsed
  const signal = interruption()
  const machine = describeMachine()
  if (!options.json)
    console.log(
      `${Object.entries(machine)
        .map(([name, value]) => `${name} ${value}`)
        .join(' · ')}\n`,
    )
  const answers: Answer[] = []
  for (const question of ALL.filter(({ name }) => options.only.includes(name))) {
    for (const n of question.sizes.length === 0 ? [0] : (options.n ?? question.sizes)) {
      const found = await answer(question, n, options, signal)
      answers.push(found)
      if (!options.json) print(found, options)
    }
  }
  if (options.json) console.log(JSON.stringify({ machine, options, answers }, null, 2))
  return 0
}

async function answer(question: Question, n: number, options: Options, signal: AbortSignal): Promise<Answer> {
  const cleanUps: (() => Promise<void> | void)[] = []
  try {
    const contest = await question.prepare(n, options, { say, later: (cleanUp) => void cleanUps.unshift(cleanUp) })
    say(contest.title)
    const rows = condense(await measureInRounds(contest.contenders, options.samples, say, signal))
    return { question: question.name, title: contest.title, rows, notes: contest.notes }
  } finally {
    for (const cleanUp of cleanUps) await cleanUp()
  }
}

function print({ title, rows, notes }: Answer, { samples }: Options): void {
  console.log(`${title} (medians of ${samples})\n\n${formatRows(rows)}`)
  for (const note of notes) console.log(`  ${note}`)
  console.log('')
}

/** Ctrl-C ends what is being measured by itself, as it reaches all processes: what is left for us is to tidy up. */
function interruption(): AbortSignal {
  const interrupted = new AbortController()
  process.once('SIGINT', () => interrupted.abort(new Error('interrupted')))
  return interrupted.signal
}

function describeMachine() {
  const { version } = JSON.parse(readFileSync(join(REPOSITORY, 'node_modules/nx/package.json'), 'utf8')) as {
    version: string
  }
  return {
    Node: process.version,
    Nx: version,
    on: `${process.platform} ${process.arch}`,
    CPU: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    load: loadavg()[0]!.toFixed(1),
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    console.error(`✖ ${error.message}`)
    process.exitCode = 1
  },
)
