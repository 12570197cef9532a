/** What a checkpoint can hold: JSON data, and numbers and bytes in bulk. All of it comes back as it was, NaN, ±Infinity and −0 included. */
export type Saved =
  | string
  | number
  | boolean
  | null
  | undefined
  | ArrayBuffer
  | TypedArray
  | readonly Saved[]
  | { readonly [key: string]: Saved }

/** Any typed array, and so any Buffer. */
export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array

/**
 * What a run keeps on its way, so that it need not begin anew after a kill, a crash or a retry. It belongs to the run's key: it is there
 * for the same config, seed, code and data, and gone when the run is done. A try has one of its own that ends with it.
 *
 * A run that resumes must end with the same bytes as one that was never interrupted: save all that what follows depends on (weights, the
 * optimizer's state, where in its random numbers the run is).
 */
export interface Checkpoint {
  /**
   * Keeps this state in place of the one before, whole or not at all. A disk that is full or cannot be written fails no run: the log
   * says so, and the state before stays.
   *
   * @param state is read before the call returns, so it may be changed at once. What is `undefined` is left out.
   * @returns when the state is on the disk.
   * @throws Error that names every place in the state where something is that cannot be kept: functions, dates, maps, instances of
   *   classes, cycles.
   */
  save(state: Saved): Promise<void>
  /**
   * The last state that was saved for this key. One that is torn or damaged is left aside, with a word in the log, for the one before.
   *
   * @typeParam S what `save` was given. A promise of the author's, kept by the key: other code has another one.
   * @returns undefined when there is none: the run begins at the beginning.
   */
  load<S extends Saved = Saved>(): Promise<S | undefined>
  /**
   * A folder that is kept as the states are, for files that the run or a program of its own writes. Whether they are whole after a
   * kill is up to who writes them. Made when it is first asked for. Absolute.
   */
  readonly folder: string
}
