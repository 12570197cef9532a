import { append } from 'bocas/internal'
import type { AnyRuns, Claim, Criterion, Fact, Problem, Provenance } from 'bocas/internal'
import type { Figure } from '../figure/figure'
import type { OwnFigure } from '../own/own-figure'
import type { Table } from '../table/table'
import { locatedProblems, type CollectedOutputs, type DrawnFigure } from './collected'
import { checkName } from './values/checks'

/** What can have a name that a text quotes. */
type Output = 'figure' | 'table' | 'fact' | 'claim'

const record = <T>(): Record<string, T> => Object.create(null) as Record<string, T>

/** Keeps what a `figures.ts` asks for, in the order in which it does, until all of it is asked. */
export class OutputCollector implements CollectedOutputs {
  readonly figures: Figure[] = []
  readonly figureData = new Map<string, Figure>()
  readonly own: OwnFigure[] = []
  readonly tables: Table[] = []
  readonly facts = record<Fact>()
  readonly claims = record<Claim>()
  readonly factProvenance = new Map<string, Provenance>()
  readonly claimProvenance = new Map<string, Provenance>()
  readonly drawn = new Map<string, DrawnFigure>()
  readonly tableFormulas = new Map<string, string>()
  readonly said = new Map<string, readonly string[]>()
  readonly ties = new Set<string>()
  readonly chosen: Criterion[] = []
  readonly problems: Problem[] = []
  readonly pending: Promise<unknown>[] = []
  private readonly taken: Readonly<Record<Output, Set<string>>> = {
    figure: new Set(),
    table: new Set(),
    fact: new Set(),
    claim: new Set(),
  }

  /**
   * @param all the runs of the job and those that were imported by then.
   * @param prepare called before the first figure is made.
   */
  constructor(
    private readonly all: () => AnyRuns,
    private readonly prepare: () => void = () => undefined,
  ) {}

  get everything(): AnyRuns {
    return this.all()
  }

  /**
   * Takes one output under its name. Collects what is thrown, so that the author sees every problem at once.
   *
   * @param make makes and keeps it. @returns what a reader has to know of it.
   */
  collect(what: Output, name: string, make: () => readonly string[] | void): void {
    if (what === 'figure' && this.taken.figure.size === 0) this.prepare()
    try {
      checkName(name, this.taken[what], what)
      this.taken[what].add(name)
      const sentences = make() ?? []
      if (sentences.length > 0) this.said.set(`${what} ${name}`, sentences)
    } catch (error) {
      append(this.problems, locatedProblems(error, `${what} ${String(name)}`))
    }
  }
}
