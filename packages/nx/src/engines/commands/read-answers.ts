import type { JobState } from '../engine'
import type { CommandSettings, StateWord } from './settings'

/** The name of a job in what its submission printed. */
export function idIn(printed: string, pattern: string | undefined): string | undefined {
  if (pattern !== undefined) return new RegExp(pattern, 'm').exec(printed)?.[1]
  return printed.trim().split('\n').at(-1)!.trim().split(/\s+/)[0] || undefined
}

/** Of whole lines the first two words, as most schedulers have them. */
const LINE = String.raw`^\s*(?<id>\S+)\s+(?<state>\S+)`

/** By which words PBS, Grid Engine and ps say how something is; a person's own go before them. */
const STATES: Readonly<Record<string, StateWord>> = {
  Q: 'waiting',
  H: 'waiting',
  W: 'waiting',
  T: 'waiting',
  qw: 'waiting',
  hqw: 'waiting',
  R: 'running',
  E: 'running',
  S: 'running',
  B: 'running',
  r: 'running',
  t: 'running',
  Rr: 'running',
  dr: 'running',
  C: 'done',
  F: 'done',
  X: 'done',
  Eqw: 'failed',
  Ehqw: 'failed',
}

/** How jobs stand, by what a scheduler printed of them. One that it says nothing of it does not know (any more); a word that nobody explained is taken for work. */
export function statesIn(
  printed: string,
  jobs: readonly string[],
  { line = LINE, states = {} }: Pick<CommandSettings, 'line' | 'states'>,
): Map<string, JobState> {
  const asked = new Set(jobs)
  const found = new Map<string, JobState>(jobs.map((job) => [job, { kind: 'unknown' }]))
  const pattern = new RegExp(line)
  for (const text of printed.split('\n')) {
    const { id, state } = pattern.exec(text)?.groups ?? {}
    if (id === undefined || state === undefined) continue
    // A list cuts the name of the server off: `17` for `17.login`.
    const job = asked.has(id) ? id : jobs.find((one) => one.split('.')[0] === id.split('.')[0])
    if (job === undefined) continue
    const word = Object.hasOwn(states, state)
      ? states[state]!
      : (Object.hasOwn(STATES, state) && STATES[state]) || 'running'
    found.set(job, stateOf(word, state))
  }
  return found
}

function stateOf(word: StateWord, words: string): JobState {
  if (word === 'waiting' || word === 'running') return { kind: word }
  return { kind: 'ended', how: word, words }
}
