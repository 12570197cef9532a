import {
  problemsIn,
  type AnyRuns,
  type Claim,
  type Criterion,
  type Fact,
  type Problem,
  type Provenance,
} from 'bocas/internal'
import type { Figure } from '../figure/figure'
import type { Typography } from '../figure/frame'
import type { DrawnByProgram } from '../own/draw-by-program'
import type { OwnFigure } from '../own/own-figure'
import type { Table } from '../table/table'
import type { PlottedValue } from './values/marks'

/** What a figure shows of which runs. */
export interface DrawnFigure {
  readonly runs: readonly string[]
  readonly marks: readonly PlottedValue[]
  /** How it was made, where its numbers are not known. */
  readonly formula?: string
}

/** What a `figures.ts` has asked for, as data. */
export interface CollectedOutputs {
  readonly figures: readonly Figure[]
  /** Of figures with other marks in their numbers, by name: the same with points, as data have it. */
  readonly figureData: ReadonlyMap<string, Figure>
  /** Those that are not of our making. */
  readonly own: readonly OwnFigure[]
  readonly tables: readonly Table[]
  readonly facts: Readonly<Record<string, Fact>>
  readonly claims: Readonly<Record<string, Claim>>
  /** What the facts were computed from, by name, as far as they know. */
  readonly factProvenance: ReadonlyMap<string, Provenance>
  /** The same of claims. */
  readonly claimProvenance: ReadonlyMap<string, Provenance>
  /** The runs of the job and those that were imported. */
  readonly everything: AnyRuns
  /** Of figures, by name: the runs that were handed in, as `task/name`, and what they show of them. */
  readonly drawn: ReadonlyMap<string, DrawnFigure>
  /** How the tables were made that are not of our making, by name. */
  readonly tableFormulas: ReadonlyMap<string, string>
  /** What a reader has to know of what is shown, by `figure curves`, `table main`, `fact best`. */
  readonly said: ReadonlyMap<string, readonly string[]>
  /** Those of these sentences that say of a tie that nobody has decided. */
  readonly ties: ReadonlySet<string>
  /** By what `select` has chosen the runs that were shown; one may be here several times. */
  readonly chosen: readonly Criterion[]
  /** What is wrong, and where: at `figure curves`. */
  readonly problems: readonly Problem[]
  /** What goes on after the author's code has returned: all is collected when these are done. */
  readonly pending: readonly Promise<unknown>[]
}

/** What holds for all figures of a job. */
export interface Style {
  readonly typography?: Typography | undefined
  /** Names whose colours come first, in this order. */
  readonly tactics?: readonly string[] | undefined
  /** Declared data: where it lies. */
  readonly data?: Readonly<Record<string, string>> | undefined
  /** Whether the task joins every config, as `task`. */
  readonly joinTask?: boolean | undefined
  /** An empty folder of the job's own; made when it is asked for. */
  readonly dir?: (() => string) | undefined
  /** What has the program of the figures draw some runs. */
  readonly program?: ((runs: AnyRuns) => Promise<DrawnByProgram>) | undefined
  /** Called when the first figure is asked for. */
  readonly prepare?: (() => void) | undefined
}

/** What an error says, each with the place where it arose. */
export const locatedProblems = (error: unknown, where: string): Problem[] =>
  problemsIn(error).map((problem) => ({
    ...problem,
    path: problem.path === undefined ? where : `${where}, ${problem.path}`,
  }))
