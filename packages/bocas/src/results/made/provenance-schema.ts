import { anyNumber } from '../../artifacts/numbers'
import {
  strictObject,
  string,
  optional,
  array,
  either,
  oneOf,
  tagged,
  record,
  boolean,
  numberBetween,
  number,
  pair,
  nullable,
  wholeNumber,
  json as anyJson,
  digest,
  type SchemaOutput,
} from '../../schema'
import { STATISTICS } from '../../statistics/provenance'
import type { Json } from '../../sweep'
import { IMPORTED_FROM } from '../imported/imported-file'

const term = strictObject({
  name: string(),
  metric: optional(string()),
  runs: array(string()),
  values: array(either(anyNumber, string())),
  side: optional(oneOf('a', 'b')),
  row: optional(string()),
  column: optional(string()),
  member: optional(string()),
})

const better = oneOf('max', 'min')
const decision = tagged('by', {
  place: strictObject({
    by: oneOf('place'),
    better,
    place: oneOf(0, 1),
    labels: record(string()),
  }),
  wins: strictObject({ by: oneOf('wins'), row: string(), better, significantly: boolean() }),
  statistic: strictObject({
    by: oneOf('statistic'),
    of: oneOf(...STATISTICS),
    level: numberBetween(0, 1),
    seed: optional(number((value) => (Number.isInteger(value) ? undefined : `${value} is not a whole number`))),
    better: optional(better),
    row: optional(string()),
    other: optional(string()),
    scale: optional(record(pair(number()))),
    goal: optional(number()),
    rope: optional(number((value) => (value >= 0 ? undefined : `${value} is below 0`))),
  }),
})

const madeFrom = {
  /** As `task/name`. */
  runs: array(string()),
  /** The metric, where one number per run was read. */
  metric: optional(string()),
  /** The number of each run, unrounded and unscaled, in the order of `runs`. */
  values: optional(array(anyNumber)),
  /** How it was computed, in words, with the names of the terms. */
  formula: optional(string()),
  /** The numbers behind it, where there are several for a run, or none of each. */
  terms: optional(array(term)),
  /** What was tested, in words. */
  test: optional(string()),
  /** How a comparison has decided on it. */
  decision: optional(decision),
  /** What a reader has to know of how the runs were chosen, and of what is left out: ties, runs that diverged. */
  said: optional(array(string())),
}

const shown = strictObject(madeFrom)
const cell = strictObject({
  ...madeFrom,
  /** The heads of its row, from left to right; in a figure the name of the series. */
  row: array(string()),
  /** The heads of its column, from top to bottom; in a figure the place on the axis. */
  column: array(string()),
  /** What it shows: `97.1 ± 0.2`; `—` for nothing. */
  text: string(),
  /** Mean and standard deviation of the finite ones of `values`, unrounded and unscaled, and how many they are; absent where there are none. */
  mean: optional(anyNumber),
  sd: optional(nullable(anyNumber)),
  n: optional(wholeNumber()),
  /** How its numbers are shown: in percent and points they are multiplied by 100. */
  as: optional(oneOf('number', 'percent', 'points')),
})

/** A claim also has what it said when it was made, and whether it held: an edited bound shows. */
const claim = strictObject({ ...madeFrom, text: string(), holds: nullable(boolean()) })
const nonFinite = strictObject({
  path: string(),
  what: oneOf('NaN', 'infinity', 'NaN and infinity'),
  count: number(),
  of: number(),
  first: optional(strictObject({ step: number(), called: oneOf('epoch', 'step') })),
})

const run = strictObject({
  key: string(),
  config: anyJson<Json>(),
  seed: optional(strictObject({ path: string(), value: number() })),
  /** Why it was carried over from another key by `bocas accept`, the oldest reason first; absent when it was not. */
  accepted: optional(array(string())),
  /** Of a result that another program has recorded: which, what was read, and what that program calls the run. Absent for runs of this workspace. */
  imported: optional(strictObject({ from: oneOf(...IMPORTED_FROM), source: string(), origin: string() })),
  /** What of its result is NaN or infinite, and its sweep does not allow. */
  nonFinite: optional(array(nonFinite)),
})

/** By what `select` has chosen settings: a metric, its direction, over which keys there was a choice for each value, among the settings of which tasks. */
const criterion = strictObject({ by: string(), best: better, each: array(string()), tasks: array(string()) })

/** Raised when the same bytes would mean something else. */
export const PROVENANCE_FORMAT = 3

/** The form of `paper/provenance/<task>.json`. */
export const provenanceSchema = strictObject({
  format: oneOf(PROVENANCE_FORMAT),
  task: string(),
  /** By what it was drawn: a digest of the code of the figures, and one of the ordered list of all runs with their keys. Of a job without them, absent. */
  drawn: optional(strictObject({ code: digest(), runs: digest() })),
  /** The digest of every file that was made: `facts.json`, `figures/curves.pdf`, `tables/main.tex`. */
  files: record(digest()),
  /** Every run that is named below, by `task/name`. */
  runs: record(run),
  /** Choices between settings with equal means, where the author has not said which is taken; `said` has them of what they are behind. */
  ties: optional(array(string())),
  /** By what settings were chosen that are shown; absent where none were, and of files from before this was written down. */
  chosen: optional(array(criterion)),
  facts: record(shown),
  claims: optional(record(claim)),
  figures: record(strictObject({ ...madeFrom, cells: array(cell) })),
  tables: record(strictObject({ cells: array(cell), said: optional(array(string())) })),
})

/** What something shown was made from. */
export type ShownProvenance = SchemaOutput<typeof shown>

/** A cell of a table, or a mark of a figure (a bar, a point, a line), and what it was made from. */
export type ShownCell = SchemaOutput<typeof cell>

/** What a claim was made from, and what it said. */
export type ShownClaim = SchemaOutput<typeof claim>

/** A run by which something was made. */
export type RunProvenance = SchemaOutput<typeof run>

/** From which runs, by their keys, the facts, figures and tables of one `figures.ts` were made. */
export type ProvenanceFile = SchemaOutput<typeof provenanceSchema>
