import type { Json } from '../../sweep'
import type { Result } from '../stored/result'

/** One row of a table of a run, as if it were a run: with the row's keys in its config and the row's numbers among its metrics. */
export class RowResult implements Result {
  /**
   * @param run the run that stored the row.
   * @param item the name of the artifact.
   * @param config that of the run, with the keys of the row.
   * @param numbers the metrics of the row, by path: `confusion.count`.
   */
  constructor(
    private readonly run: Result,
    private readonly item: string,
    readonly config: Json,
    private readonly numbers: ReadonlyMap<string, number>,
  ) {}

  get task() {
    return this.run.task
  }
  get name() {
    return this.run.name
  }
  get key() {
    return this.run.key
  }
  get seed() {
    return this.run.seed
  }
  get accepted() {
    return this.run.accepted
  }
  get imported() {
    return this.run.imported
  }
  get artifacts() {
    return this.run.artifacts
  }
  get dir() {
    return this.run.dir
  }
  get names() {
    return this.run.names
  }
  get nonFinite() {
    return this.run.nonFinite
  }
  get metricPaths() {
    return [...this.numbers.keys(), ...this.run.metricPaths]
  }
  get(artifact: string): unknown {
    if (artifact !== this.item) return this.run.get(artifact)
    const whole = this.numbers.get(artifact)
    if (whole !== undefined) return whole
    return Object.fromEntries([...this.numbers].map(([path, value]) => [path.slice(artifact.length + 1), value]))
  }
  hasMetric(path: string): boolean {
    return this.numbers.has(path) || this.run.hasMetric(path)
  }
  metric(path: string): number {
    return this.numbers.get(path) ?? this.run.metric(path)
  }
  column(path: string): readonly number[] {
    return this.run.column(path)
  }
}
