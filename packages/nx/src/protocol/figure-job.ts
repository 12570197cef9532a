import type { FigureJob, FigureReport } from '@bocas/figures'
import type { ErrorCode, Problem, ProgramPlace } from 'bocas/internal'

/** What a `figures.ts` is given to draw, and what is known of its code. Paths are absolute. */
export interface KnownFigureJob extends Omit<FigureJob, 'program'> {
  /** The program that draws, and the folder of the job's own in which it does. */
  readonly program?: { readonly place: ProgramPlace; readonly work: string }
  readonly metrics: NonNullable<FigureJob['metrics']>
  readonly data: NonNullable<FigureJob['data']>
  /** All else that the code reads is refused. */
  readonly known: {
    readonly root: string
    /** The folder of the `figures.ts`, and the names that it declares as seen from there. */
    readonly folder: string
    readonly declared: readonly string[]
    /** Packages whose files it may read, by name. */
    readonly packages: readonly string[]
  }
}

/** What there is to be drawn, before it is said with what code. */
export type Drawing = Omit<KnownFigureJob, 'data' | 'known' | 'program'>

/** A run whose result could not be used; or what stands for those of a task that are not known yet. */
export interface ReportedHole extends Omit<FigureReport['holes'][number], 'code'> {
  readonly code: FigureReport['holes'][number]['code'] | 'awaited'
}

/** What the code of figures threw. */
export interface ThrownError {
  readonly name: string
  readonly code?: ErrorCode | undefined
  readonly message: string
  readonly stack?: string | undefined
  /** What a person has to put right, where it was said as data; and the line above it. */
  readonly problems?: readonly Problem[]
  readonly heading?: string | undefined
}

/** The file beside that of a job to which threads write what they read. */
export const readsOf = (job: string): string => `${job}.reads`
