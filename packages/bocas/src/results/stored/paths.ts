import type { Artifact, ColumnName, Loaded, Series } from '../../artifacts'

type Depth = [never, 0, 1, 2, 3, 4]
type Leaf = string | number | boolean | null | undefined

/** The artifact names of an output; any name when the output is not known. */
export type ArtifactName<O> = unknown extends O ? string : O extends object ? keyof O & string : never

/** What `get(name)` gives. Where tasks differ, a union over the tasks that have the artifact. */
export type ArtifactValue<O, Name extends string> = unknown extends O
  ? unknown
  : O extends unknown
    ? Name extends keyof O
      ? Loaded<O[Name]>
      : never
    : never

/** The paths of all metrics of an output, such as `val.accuracy`; of any task, where tasks differ. */
export type NumberPath<O, D extends number = 5> = [D] extends [never]
  ? never
  : unknown extends O
    ? string
    : O extends Artifact | readonly unknown[] | Leaf
      ? never
      : O extends object
        ? {
            [K in keyof O & string]-?: unknown extends O[K]
              ? K | `${K}.${string}`
              : NonNullable<O[K]> extends number
                ? K
                : `${K}.${NumberPath<NonNullable<O[K]>, Depth[D] & number>}`
          }[keyof O & string]
        : never

/** The names of the artifacts that are series (or histories). */
export type SeriesKey<O> = unknown extends O
  ? string
  : O extends object
    ? { [K in keyof O & string]-?: Extract<O[K], Artifact<'series'>> extends never ? never : K }[keyof O & string]
    : never

/** The paths of all columns of series, such as `history.val_loss`. */
export type SeriesPath<O> = unknown extends O
  ? string
  : O extends object
    ? { [K in SeriesKey<O>]: K extends keyof O ? `${K}.${ColumnsOf<O[K]>}` : never }[SeriesKey<O>]
    : never

type ColumnsOf<A> = A extends Artifact<'series', infer V> ? (V extends Series<infer C> ? ColumnName<C> : string) : never

/**
 * A pattern that configs may agree with: any subset of the keys, at any depth. A list means "one of"; a named alternative may be given by its label.
 */
export type Partly<T> =
  | Extract<T, Leaf>
  | Extract<T, readonly unknown[]>
  | readonly (Extract<T, Leaf> | LabelOf<T>)[]
  | LabelOf<T>
  | PartlyBlock<Exclude<T, Leaf | readonly unknown[]>>
type LabelOf<T> = T extends { readonly name: infer Label extends string } ? Label : never
type PartlyBlock<T> = [T] extends [never]
  ? never
  : { readonly [K in T extends unknown ? keyof T : never]?: Partly<ValueAt<T, K>> }
/** Also of a key that may be left out, as those of what is taken of another task. */
type ValueAt<T, K extends PropertyKey> = T extends unknown
  ? K extends keyof T
    ? Exclude<T[K], undefined>
    : never
  : never
