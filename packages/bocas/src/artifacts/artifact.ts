/** Marks what a helper such as `series` or `table` made, in every copy of this module that a process may hold. */
const ARTIFACT: unique symbol = Symbol.for('bocas.artifact')

/** On an artifact that cannot be kept: why. Its value is what the helper was given. */
export const UNFIT: unique symbol = Symbol.for('bocas.unfit')

/** One item of a result that is not a plain number: a value, and the name of the kind that saves and loads it. */
export interface Artifact<Kind extends string = string, Value = unknown> {
  readonly [ARTIFACT]: true
  readonly [UNFIT]?: Error
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

const IN_A_RUN = Symbol.for('bocas.in-a-run')

/** Says that this process executes a run: from now on nothing of what it returns may be lost for a mistake in a part of it. */
export function enterRun(): void {
  ;(globalThis as { [IN_A_RUN]?: boolean })[IN_A_RUN] = true
}

/**
 * An artifact of what a helper was given. A mistake in it is thrown at once; in a run, where this is the last step of hours, it is put down and told when
 * the whole result is there, so that the rest of it can be kept.
 */
export function attemptArtifact<Kind extends string, Value>(
  kind: Kind,
  given: unknown,
  value: () => Value,
): Artifact<Kind, Value> {
  try {
    return makeArtifact(kind, value())
  } catch (error) {
    if (!(globalThis as { [IN_A_RUN]?: boolean })[IN_A_RUN]) throw error
    return { ...makeArtifact(kind, given as Value), [UNFIT]: error as Error }
  }
}

export function isArtifact(value: unknown): value is Artifact {
  return value !== null && typeof value === 'object' && ARTIFACT in value
}
