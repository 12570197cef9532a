/** Marks what a helper such as `series` or `table` made, in every copy of this module that a process may hold. */
export const ARTIFACT: unique symbol = Symbol.for('bocas.artifact')

/** One item of a result that is not a plain number: a value, and the name of the kind that saves and loads it. */
export interface Artifact<Kind extends string = string, Value = unknown> {
  readonly [ARTIFACT]: true
  readonly kind: Kind
  readonly value: Value
}

/** A number, or a record of numbers, nested as deep as one likes. */
export type Metrics = number | { readonly [name: string]: Metrics }

/** What `run` returns: artifacts by name. Numbers and records of numbers are metrics; helpers make the other kinds. */
export interface Output {
  readonly [name: string]: Metrics | Artifact
}

/** What reading an artifact back gives: metrics as they were returned, and the value of every other kind. */
export type Loaded<T> = T extends Artifact<string, infer Value> ? Value : T

export function makeArtifact<Kind extends string, Value>(kind: Kind, value: Value): Artifact<Kind, Value> {
  return { [ARTIFACT]: true, kind, value }
}

export function isArtifact(value: unknown): value is Artifact {
  return value !== null && typeof value === 'object' && ARTIFACT in value
}
