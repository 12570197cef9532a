import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import type { Question } from './questions/question'

export const DAEMONS = ['off', 'on'] as const
export type Daemon = (typeof DAEMONS)[number]

export interface Options {
  /** Names of questions. */
  readonly only: readonly string[]
  /** How often each contender is measured. */
  readonly samples: number
  /** Numbers of runs, in place of each question's own. */
  readonly n?: readonly number[] | undefined
  /** How many jobs each tool may have at work at the same time. */
  readonly workers: number
  /** Whether nx is measured without its daemon, with it, or both. */
  readonly daemon: readonly Daemon[]
  /** Only contenders whose name contains one of these; all when it is left out. */
  readonly contenders?: readonly string[] | undefined
  readonly json: boolean
  /** Whether the answers go into docs/benchmarks.md. */
  readonly markdown: boolean
}

/** What the options need to know of a question. */
export type Asked = Pick<Question, 'name' | 'asks' | 'sizes'>

export function usage(questions: readonly Asked[]): string {
  const width = Math.max(...questions.map(({ name }) => name.length))
  return `npm run bench -- [options]
  --only <question>    again or with commas for several                  (all)
  --samples <count>    measurements of each contender                    (${SAMPLES})
  --n <runs>           numbers of runs, with commas for several          (those of each question)
  --workers <count>    jobs at work at the same time, for every tool     (one per core)
  --daemon <off|on>    nx without or with its daemon                     (both)
  --contenders <text>  only those whose name contains it                 (all)
  --json               print one JSON document in place of tables
  --markdown           put the answers into docs/benchmarks.md as well
  --help

${questions
  .map(({ name, asks, sizes }) => `  ${name.padEnd(width)}  ${asks}${sizes.length > 0 ? ` (${sizes.join(', ')})` : ''}`)
  .join('\n')}`
}

/** How often each contender is measured unless said. */
export const SAMPLES = 5

export type Parsed = { readonly options: Options } | { readonly help: true } | { readonly problems: readonly string[] }

/** Reads the command line; all that is wrong with it comes back at once. */
export function parseOptions(argv: readonly string[], questions: readonly Asked[]): Parsed {
  const names = questions.map(({ name }) => name)
  let values
  try {
    values = parseArgs({
      args: [...argv],
      options: {
        only: { type: 'string', multiple: true },
        samples: { type: 'string' },
        n: { type: 'string', multiple: true },
        workers: { type: 'string' },
        daemon: { type: 'string', multiple: true },
        contenders: { type: 'string', multiple: true },
        json: { type: 'boolean' },
        markdown: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    return { problems: [(error as Error).message] }
  }
  if (values.help) return { help: true }
  const problems: string[] = []
  const count = (option: string, text: string): number => {
    if (!/^[1-9]\d{0,5}$/.test(text)) problems.push(`--${option} takes a whole number from 1 to 999999, not '${text}'`)
    return Number(text)
  }
  const choice = <T extends string>(option: string, text: string, allowed: readonly T[]): T => {
    if (!allowed.includes(text as T)) problems.push(`--${option} takes ${allowed.join(', ')}, not '${text}'`)
    return text as T
  }
  const options: Options = {
    only: listed(values.only)?.map((name) => choice('only', name, names)) ?? names,
    samples: count('samples', values.samples ?? String(SAMPLES)),
    n: listed(values.n)?.map((size) => count('n', size)),
    workers: values.workers === undefined ? availableParallelism() : count('workers', values.workers),
    daemon: listed(values.daemon)?.map((state) => choice('daemon', state, DAEMONS)) ?? DAEMONS,
    contenders: listed(values.contenders),
    json: values.json ?? false,
    markdown: values.markdown ?? false,
  }
  return problems.length > 0 ? { problems } : { options }
}

/** `--n 1,2 --n 3` is 1, 2 and 3. */
const listed = (values: readonly string[] | undefined): string[] | undefined =>
  values && [...new Set(values.flatMap((value) => value.split(',')))]
