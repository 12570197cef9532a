import { formatProblem, nearest, withCodes, type Problem } from 'bocas/internal/light'

/** What variables of the environment say of a call. */
export interface Switches {
  /** `never`: answer from what is kept, train nothing (`BOCAS_TRAIN`). */
  readonly train: 'missing' | 'never'
  /** Whether it is shown how far the call is (`BOCAS_PROGRESS`). */
  readonly progress: 'on' | 'off'
  /** What becomes of the jobs of an engine when a call is interrupted (`BOCAS_ON_INTERRUPT`): a person is asked where there is a terminal; else they go on. */
  readonly onInterrupt: 'ask' | 'leave' | 'cancel'
}

/** What each variable may say, its meaning when it says nothing first. */
const WORDS = {
  BOCAS_TRAIN: ['missing', 'never'],
  BOCAS_PROGRESS: ['on', 'off'],
  BOCAS_ON_INTERRUPT: ['ask', 'leave', 'cancel'],
} as const

/**
 * Reads them before anything starts: who writes `BOCAS_TRAIN=nevr` must not find a night of training in the morning. An empty variable says
 * nothing.
 *
 * @throws Error that lists every variable that says something else than it can.
 */
export function readSwitches(env: Readonly<NodeJS.ProcessEnv> = process.env): Switches {
  const problems: Problem[] = []
  const word = <N extends keyof typeof WORDS>(name: N): (typeof WORDS)[N][number] => {
    const words: readonly (typeof WORDS)[N][number][] = WORDS[name]
    const given = env[name] || words[0]!
    const known = words.find((one) => one === given)
    if (known === undefined) problems.push(unknownWord(name, given, words))
    return known ?? words[0]!
  }
  const switches = {
    train: word('BOCAS_TRAIN'),
    progress: word('BOCAS_PROGRESS'),
    onInterrupt: word('BOCAS_ON_INTERRUPT'),
  }
  const parallel = env.BOCAS_PARALLEL
  if (parallel && !/^[1-9]\d*$/.test(parallel))
    problems.push({
      code: 'not-a-count',
      message: `BOCAS_PARALLEL is '${parallel}'`,
      hint: 'it is a number of runs, 1 or more',
    })
  if (problems.length > 0)
    throw new Error(
      withCodes(
        problems.map(formatProblem).join('\n'),
        problems.map(({ code }) => code),
      ),
    )
  return switches
}

function unknownWord(name: string, given: string, words: readonly string[]): Problem {
  const near = nearest(given, words)
  const meant = near === undefined ? '' : `did you mean \`${name}=${near}\`? `
  return {
    code: 'unknown-word',
    message: `${name} is '${given}'`,
    hint: `${meant}It takes: ${words.map((one) => `\`${one}\``).join(', ')}`,
  }
}
