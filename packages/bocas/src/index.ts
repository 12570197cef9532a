/** The door for researchers: sweeps, what a run returns, results and statistics. */
export { defineSweep, seeds, sweep } from './sweep'
export type { Axis, Config, Json, Node, PathOf, Resolve, Sweep, SweepOptions, Tree } from './sweep'
export type { Checkpoint, Saved } from './run/checkpoint'
export type { Ctx } from './run/context'
export { defineKind, file, history, image, series, table, tensor } from './artifacts'
export type {
  Cell,
  Image,
  Kind,
  Metrics,
  NdArray,
  Output,
  PayloadReader,
  PayloadWriter,
  Row,
  Series,
  StoredFile,
} from './artifacts'
export { loadCollection, ResultError } from './results'
export type { Collection, NumberPath, Result, RunGroup, Runs, SeriesKey, Unreadable } from './results'
export { count, max, mean, median, min, sd, summarize, tInterval } from './statistics'
export type { Estimate, Interval, Summary } from './statistics'
