import type { Row } from './condense'
import { DAEMONS, SAMPLES, type Options } from './options'

/** The answer to one question for one size, with what is needed to ask it again. */
export interface Answer {
  readonly question: string
  /** 0 where numbers of runs mean nothing. */
  readonly n: number
  readonly title: string
  /** What prints it. */
  readonly command: string
  /** How many cores were busy with other things when the measuring began; older answers do not say. */
  readonly busy?: number
  readonly rows: readonly Row[]
  readonly notes: readonly string[]
}

/** The command that asks one question for one size; `workers` only when it is not one per core. */
export function commandOf(
  question: string,
  n: number,
  { samples, daemon, workers, contenders }: Pick<Options, 'samples' | 'daemon' | 'workers' | 'contenders'>,
  cores: number,
): string {
  return [
    `npm run bench -- --only ${question}`,
    ...(n > 0 ? [`--n ${n}`] : []),
    ...(samples === SAMPLES ? [] : [`--samples ${samples}`]),
    ...(daemon.length === DAEMONS.length ? [] : [`--daemon ${daemon.join()}`]),
    ...(workers === cores ? [] : [`--workers ${workers}`]),
    ...(contenders === undefined ? [] : [`--contenders '${contenders.join()}'`]),
  ].join(' ')
}
