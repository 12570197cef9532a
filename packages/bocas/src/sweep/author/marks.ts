// Global symbols: a bundle brings its own copy of this module, and its sweeps must still be recognised.
/** Marks what `sweep` and `seeds` make. */
export const AXIS: unique symbol = Symbol.for('bocas.axis')
/** Marks what `defineSweep` makes. */
export const SWEEP: unique symbol = Symbol.for('bocas.sweep')

/** Marks what `from` makes. */
export const FROM: unique symbol = Symbol.for('bocas.from')

/** Which word made an axis, and what it was given, unchecked. */
export interface AxisMark {
  readonly word: 'sweep' | 'seeds'
  readonly given: unknown
}

/** What `defineSweep` was given, unchecked. */
export interface SweepMark {
  readonly given: unknown
  readonly options: unknown
}

/** What `from` was given, unchecked. */
export interface FromMark {
  readonly task: unknown
  readonly match: unknown
  readonly options: unknown
}

/** The mark of an axis; undefined for anything else. */
export const axisMarkOf = (value: unknown): AxisMark | undefined => markOf<AxisMark>(value, AXIS)
/** The mark of a sweep; undefined for anything else. */
export const sweepOf = (value: unknown): SweepMark | undefined => markOf<SweepMark>(value, SWEEP)

/** The mark of what is taken from another task; undefined for anything else. */
export const fromOf = (value: unknown): FromMark | undefined => markOf<FromMark>(value, FROM)

function markOf<M>(value: unknown, symbol: symbol): M | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.getOwnPropertyDescriptor(value, symbol)?.value as M | undefined
}
