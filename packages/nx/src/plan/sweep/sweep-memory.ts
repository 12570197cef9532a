import type { SweepPlan } from 'bocas/internal/light'
import { readSealed, writeSealed } from '../../shared/sealed-json'
import type { EnvRead } from '../../protocol/sweep-answer'

/** What a sweep came to when the variables that it asked for had these values. */
interface Known {
  readonly env: EnvRead
  readonly plan: SweepPlan
}

interface Memory {
  /** The newest first. */
  readonly answers?: readonly Known[]
  /** What it came to when it ran out of time or memory, and when that was. */
  readonly doubted?: SweepPlan
  readonly doubtedSince?: number
}

/** Milliseconds after which a sweep that gave no answer is tried again: the machine may have been busy, or short of memory. */
const TRY_AGAIN_AFTER = 60_000
/** Answers for other values of its variables that are kept: `QUICK=1` and without. */
const MOST = 8

/** What the sweep came to before in the same circumstances. With the same answers to what it asked it would ask the same again. */
export function recallSweep(file: string, env: NodeJS.ProcessEnv): SweepPlan | undefined {
  const { answers = [], doubted, doubtedSince = 0 } = readSealed<Memory>(file) ?? {}
  const same = ({ env: asked }: Known): boolean =>
    Object.entries(asked).every(([name, value]) => (env[name] ?? null) === value)
  const known = answers.find(same)
  if (known) return known.plan
  // A clock that was set back must not keep a doubtful answer for as long as it was set back.
  const age = Date.now() - doubtedSince
  return age >= 0 && age < TRY_AGAIN_AFTER ? doubted : undefined
}

export function rememberSweep(file: string, env: EnvRead, plan: SweepPlan): void {
  const { answers = [] } = readSealed<Memory>(file) ?? {}
  writeSealed(file, { answers: [{ env, plan }, ...answers].slice(0, MOST) } satisfies Memory)
}

export function rememberDoubt(file: string, doubted: SweepPlan): void {
  const { answers = [] } = readSealed<Memory>(file) ?? {}
  writeSealed(file, { answers, doubted, doubtedSince: Date.now() } satisfies Memory)
}
