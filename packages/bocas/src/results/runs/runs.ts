import { ProblemsError } from '../../problems'
import { roleOf, ROLES_BY_CONVENTION, type Json, type MetricRole, type MetricRoles } from '../../sweep'
import type { Language } from '../../text'
import type { SelectionRecord } from './choice'
import { stepsOf, valueAtSteps, wordsFor } from '../stored/config-path'
import { checkPath, inOneSentence, pathProblem, type Entry, type Hole } from './entries'
import { keep } from './only'
import type { NumberPath, Partly } from '../stored/paths'
import type { Result } from '../stored/result'
import { selectEntries, type TieRule } from './select'
import { pickedSeeds, settingOf, type PickedSeeds } from './setting'
import { checkChoosable, checkSelection } from './choosing'
import { positionsIn, resultNamed } from './by-name'
import type { ConfigPath, RunGroup, RunsContext, Selection } from './types'

/** Results in the order of their sweep. Every method gives new `Runs` and leaves these as they are. */
export class Runs<C = unknown, O = unknown> implements Iterable<Result<C, O>> {
  /** Made when it is asked for: of thousands of runs that are parted again and again, few parts are read. */
  private read: { readonly results: readonly Result<C, O>[]; readonly holes: readonly Hole[] } | undefined

  /** @internal Made by `readRuns` and `loadCollection`. */
  constructor(
    private readonly entries: readonly Entry<C, O>[],
    private readonly context: RunsContext<C, O> = {},
  ) {}

  private get results(): readonly Result<C, O>[] {
    return (this.read ??= readOf(this.entries)).results
  }

  /** Runs that belong here but have no result that can be used. Always empty unless holes were allowed. */
  get holes(): readonly Hole[] {
    return (this.read ??= readOf(this.entries)).holes
  }

  /** @internal In which sentences about these runs are. */
  get language(): Language | undefined {
    return this.context.language
  }

  /** How `select` has chosen these runs, from the first choice to the last. Ties between settings that are not here any more are none of theirs. */
  get choices(): readonly SelectionRecord[] {
    const { choices = [] } = this.context
    if (choices.every(({ ties }) => ties.length === 0)) return choices
    const here = new Set(this.entries.map(settingOf))
    return choices.map((choice) => ({ ...choice, ties: choice.ties.filter(({ setting }) => here.has(setting)) }))
  }

  /** The metrics by which `select` has chosen these runs: none of them is an honest thing to report. */
  get selectedBy(): readonly string[] {
    return [...new Set(this.choices.map(({ by }) => by))]
  }

  /** @internal What a metric is for: for reporting when any of the tasks says so, for choosing when all do. */
  roleOf(metric: string): MetricRole {
    const roles = this.tasks.map((task) => this.roleOfTask(metric, task))
    if (roles.includes('report')) return 'report'
    return roles.length > 0 && roles.every((role) => role === 'choose') ? 'choose' : 'none'
  }

  /** @internal What a metric is for in one task. */
  roleOfTask(metric: string, task: string): MetricRole {
    return roleOf(metric, this.rolesOf(task))
  }

  /** @internal The patterns of the metrics of a task. */
  rolesOf(task: string): MetricRoles {
    const { metrics = {} } = this.context
    return Object.hasOwn(metrics, task) ? metrics[task]! : ROLES_BY_CONVENTION
  }

  /** @internal The tasks of the runs. */
  get tasks(): readonly string[] {
    return [...new Set(this.entries.map(({ task }) => task))]
  }

  /**
   * These runs and others after them, such as imported ones: `runs.join(imported('../../imported/old.jsonl'))`. A run that is in both is there once.
   *
   * @param others results that need not be of this sweep.
   */
  join<C2 = C, O2 = O>(others: Runs<C2, O2>): Runs<C | C2, O | O2> {
    const [mine, theirs] = [this, others] as unknown as readonly [Runs<C | C2, O | O2>, Runs<C | C2, O | O2>]
    return new Runs([...new Set([...mine.entries, ...theirs.entries])], {
      sweeps: { ...theirs.context.sweeps, ...mine.context.sweeps },
      metrics: { ...theirs.context.metrics, ...mine.context.metrics },
      choices: [...mine.choices, ...theirs.choices.filter((choice) => !mine.choices.includes(choice))],
      all: [...new Set([mine, theirs].flatMap(({ context, entries }) => context.all ?? entries))],
      language: mine.language ?? theirs.language,
    })
  }

  /** @internal These runs and those of others that were taken from the same ones, each once. */
  with(others: readonly Runs<C, O>[]): Runs<C, O> {
    return this.having([...new Set([this, ...others].flatMap((runs) => runs.entries))])
  }

  /** @internal Every run as several, such as the rows of a table that it has stored. How the runs were chosen holds for each of them. */
  expand(parts: (entry: Entry<C, O>) => readonly Omit<Entry<unknown, unknown>, 'origin'>[]): Runs {
    const entries = this.entries.flatMap((entry) => {
      const origin = entry.origin ?? (entry as Entry<unknown, unknown>)
      return parts(entry).map((part): Entry<unknown, unknown> => ({ ...part, origin }))
    })
    const all = (this.context.all ?? this.entries) as readonly Entry<unknown, unknown>[]
    return new Runs(entries, { ...this.context, choices: this.choices, all })
  }

  /** @internal How many of how many runs have a result. A run of which several rows are here counts once. */
  get present(): { readonly here: number; readonly of: number } {
    const count = (some: readonly { readonly task: string; readonly name: string }[]): number =>
      new Set(some.map(({ task, name }) => `${task}/${name}`)).size
    return { here: count(this.results), of: count(this.entries) }
  }

  /** @internal The first setting that has lost some of its seeds on the way from the sweep to these runs. */
  get picked(): PickedSeeds | undefined {
    return pickedSeeds(this.entries, this.context.all ?? this.entries)
  }

  /** The number of results; holes are not counted. */
  get length(): number {
    return this.results.length
  }

  /** The names of the runs. */
  get names(): readonly string[] {
    return this.results.map(({ name }) => name)
  }

  [Symbol.iterator](): Iterator<Result<C, O>> {
    return this.results[Symbol.iterator]()
  }

  /** Calls a function for every result, in order. */
  map<T>(change: (result: Result<C, O>, index: number) => T): T[] {
    return this.results.map((result, index) => change(result, index))
  }

  /**
   * One result, by its name; where several tasks have the name, by `task/name`.
   *
   * @throws Error that lists the names there are.
   */
  get(name: string): Result<C, O> {
    return resultNamed(name, this.results, this.holes)
  }

  /**
   * The runs of a named sweep (`export const ablation = defineSweep(…)`), in its order; `main` is the default export.
   *
   * @throws Error that lists the sweeps there are.
   */
  of(sweep: string): Runs<C, O> {
    const { sweeps = {}, all: known = this.entries } = this.context
    const position = positionsIn(sweep, sweeps)
    const placed = this.entries.flatMap((entry) => {
      const at = position(entry)
      return at === undefined ? [] : [{ entry, at }]
    })
    const entries = placed.sort((a, b) => a.at - b.at).map(({ entry }) => entry)
    // A sweep that declares fewer seeds is whole with those; what was left out before stays left out.
    const all = known.filter((entry) => position(entry) !== undefined)
    return new Runs(entries, { ...this.context, all })
  }

  /**
   * The runs whose config agrees: `only({ optimizer: 'adam', model: { lr: [0.1, 0.01] } })` (a list means "one of"; a named alternative may be given by its
   * label), or for which a function returns true.
   *
   * @throws Error when no run has such a key or value: it lists those there are.
   */
  only(part: Partly<C> | ((config: C) => boolean)): Runs<C, O> {
    return this.having(keep(this.entries, part as Json | ((config: C) => boolean)))
  }

  /**
   * For every value of `each`, the runs of the hyper-parameters whose mean of `by` over seeds is best. Configs that differ only in their seed are one choice, and
   * a mean that is not finite never wins. Of means that are equal (but for rounding) the first is taken and it is said so, unless `tie` says otherwise.
   *
   * @throws Error when a path or the metric does not exist; neither or both of `max` and `min` are given; the metric is not for choosing and `optimistic` does not
   * say why; or means tie and `tie: 'error'` is said.
   */
  select(selection: Selection<C, O>): Runs<C, O> {
    const { by, optimistic } = selection
    checkSelection(selection)
    if (this.entries.some(({ origin }) => origin !== undefined))
      throw new ProblemsError('runs are chosen, not their rows: call select() before rows()')
    const each = (Array.isArray(selection.each) ? selection.each : [selection.each]) as readonly string[]
    const best = selection.max === true ? 'max' : 'min'
    const { entries, ties } = selectEntries(this.entries, {
      each,
      by,
      best,
      tie: (selection.tie ?? 'first') as TieRule,
      language: this.language,
    })
    checkChoosable(this as unknown as Runs, selection)
    const choice: SelectionRecord = {
      by,
      best,
      each,
      tasks: this.tasks,
      ties,
      isRuled: selection.tie !== undefined,
      optimistic: this.roleOf(by) === 'choose' ? undefined : optimistic,
    }
    return this.having(entries, [...this.choices, choice])
  }

  /**
   * The runs apart by what stands at a path of their configs, in order of first appearance. `tactic` means the label of the named alternative.
   *
   * @throws Error when no config has the path: it lists those there are.
   */
  groupBy(path: ConfigPath<C>): RunGroup<C, O>[] {
    checkPath(this.entries, path)
    return this.split(path)
  }

  /** @internal As `groupBy`, of a path that need not be here: some of the runs that these were taken from have it. */
  split(path: string): RunGroup<C, O>[] {
    const steps = stepsOf(path)
    const groups = new Map<Json | undefined, { value: Json | undefined; entries: Entry<C, O>[] }>()
    for (const entry of this.entries) {
      const value = valueAtSteps(entry.config, steps)
      const id = identityOf(value)
      const group = groups.get(id)
      if (group === undefined) groups.set(id, { value, entries: [entry] })
      else group.entries.push(entry)
    }
    return [...groups.values()].map(({ value, entries }) => ({
      value,
      label: wordsFor(value),
      runs: this.having(entries),
    }))
  }

  /**
   * One metric of every run, in order.
   *
   * @throws Error when a run does not have it: it lists the metrics of that run.
   */
  values(metric: NumberPath<O>): number[] {
    return this.results.map((result) => result.metric(metric))
  }

  /** @internal @throws Error that says of every path that no config has it, and lists those there are. */
  checkKeys(paths: readonly string[]): void {
    const problems = paths.flatMap((path) => pathProblem(this.entries, path) ?? [])
    if (problems.length > 0) throw new ProblemsError(problems.map(inOneSentence))
  }

  private having(entries: readonly Entry<C, O>[], choices = this.choices): Runs<C, O> {
    return new Runs(entries, { ...this.context, choices, all: this.context.all ?? this.entries })
  }
}

/** In one go: each cell of a pivot table of thousands of runs is read here. */
function readOf<C, O>(entries: readonly Entry<C, O>[]) {
  const results: Result<C, O>[] = []
  const holes: Hole[] = []
  for (const { result, hole } of entries) {
    if (result !== undefined) results.push(result)
    if (hole !== undefined) holes.push(hole)
  }
  return { results, holes }
}

/** What is the same for equal values and no others: numbers stand for themselves, and no text is taken for a block. */
function identityOf(value: Json | undefined): Json | undefined {
  if (typeof value === 'string') return `"${value}`
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : value
}
