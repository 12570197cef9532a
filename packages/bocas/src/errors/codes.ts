import type { Explained } from './explained'
import { OF_CALLS } from './of-calls'
import { OF_FIGURES } from './of-figures'
import { OF_RUNS } from './of-runs'
import { OF_SHARING } from './of-sharing'
import { OF_SWEEPS } from './of-sweeps'

/**
 * Every sort of mistake that has a code. A code is found by what a message says and not carried along with it: messages come from processes
 * as text, and many of them are those of Node, V8, esbuild and Typst. `tools/errors` makes each mistake and looks for its code.
 */
export const EXPLAINED: readonly Explained[] = [...OF_SWEEPS, ...OF_RUNS, ...OF_FIGURES, ...OF_SHARING, ...OF_CALLS]

/** The codes of what a text says is wrong, each once; none of a text that names them already. */
export const codesIn = (text: string): string[] =>
  text.includes(COMMAND) ? [] : EXPLAINED.filter(({ says }) => says.test(text)).map(({ code }) => `bocas/${code}`)

/** A text that says what is wrong, and where more is said about it. */
export function withCodes(text: string): string {
  const codes = codesIn(text)
  return codes.length === 0 ? text : `${text.trimEnd()}\nmore: ${COMMAND} ${codes.join(' ')}`
}

const COMMAND = 'npx bocas explain'

/** What is known of a code, with or without `bocas/` in front. */
export const explained = (code: string): Explained | undefined =>
  EXPLAINED.find((one) => one.code === code.replace(/^bocas\//, ''))
