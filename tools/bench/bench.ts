import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { REPOSITORY } from '../e2e/rig/places'
import { commandOf, type Answer } from './answer'
import { chosenOf, nobodyCalled } from './chosen'
import { condense } from './condense'
import { busyCores, describeMachine, machineLine } from './machine'
import { parseOptions, usage, type Options } from './options'
import { publish } from './publish'
import { QUESTIONS } from './questions/all'
import type { Question } from './questions/question'
import { formatRows } from './report'
import { measureInRounds } from './rounds'

const PAGE = 'docs/benchmarks'

const say = (line: string): void => console.error(line)

/** Measures, prints a table as soon as it is known or, with `--json`, one document in the end. */
async function main(argv: readonly string[]): Promise<number> {
  const parsed = parseOptions(argv, QUESTIONS)
  if ('help' in parsed) {
    console.log(usage(QUESTIONS))
    return 0
  }
  if ('problems' in parsed) {
    for (const problem of parsed.problems) console.error(`✖ ${problem}`)
    console.error(`\n${usage(QUESTIONS)}`)
    return 1
  }
  const { options } = parsed
  const signal = interruption()
  const machine = describeMachine()
  if (!options.json) console.log(`${machineLine(machine)}\n`)
  const answers: Answer[] = []
  for (const question of QUESTIONS.filter(({ name }) => options.only.includes(name))) {
    for (const n of question.sizes.length === 0 ? [0] : (options.n ?? question.sizes)) {
      const found = await answer(question, n, options, signal)
      answers.push(found)
      if (!options.json) print(found, options)
      // After each one: what was measured is not lost when a later one fails.
      if (options.markdown) publish(join(REPOSITORY, PAGE), { machine, answers }, names())
    }
  }
  if (options.json) console.log(JSON.stringify({ machine, options, answers }, null, 2))
  return 0
}

const names = (): string[] => QUESTIONS.map(({ name }) => name)

async function answer(question: Question, n: number, options: Options, signal: AbortSignal): Promise<Answer> {
  const cleanUps: (() => Promise<void> | void)[] = []
  try {
    const contest = await question.prepare(n, options, { say, later: (cleanUp) => void cleanUps.unshift(cleanUp) })
    const { contenders, unknown } = chosenOf(contest.contenders, options.contenders)
    if (unknown.length > 0) say(nobodyCalled(unknown, contest.contenders))
    // After the preparation, which keeps the machine busy itself.
    const busy = await busyCores()
    say(contest.title)
    return {
      question: question.name,
      n,
      title: contest.title,
      command: commandOf(question.name, n, options, availableParallelism()),
      busy,
      rows: condense(await measureInRounds(contenders, options.samples, say, signal)),
      notes: contest.notes,
    }
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

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    console.error(`✖ ${error.message}`)
    process.exitCode = 1
  },
)
