import type { Artifact, NdArray } from '../../artifacts'

/** The names of the artifacts of one kind. Where tasks differ, those of any of them. */
type NameOfKind<O, Kind extends string> = unknown extends O
  ? string
  : O extends object
    ? { [K in keyof O & string]-?: Extract<O[K], Artifact<Kind>> extends never ? never : K }[keyof O & string]
    : never

/** The names of the artifacts that are tables, such as `confusion`. */
export type TableKey<O> = NameOfKind<O, 'table'>
/** The names of the artifacts that are tensors. */
export type TensorKey<O> = NameOfKind<O, 'tensor'>
/** The names of the artifacts that are images. */
export type ImageKey<O> = NameOfKind<O, 'image'>

/** A row of a stored table. */
export type RowOf<O, Name extends string> = unknown extends O
  ? Readonly<Record<string, unknown>>
  : O extends unknown
    ? Name extends keyof O
      ? O[Name] extends Artifact<'table', readonly (infer Row)[]>
        ? Row
        : never
      : never
    : never

/** The names of the columns of a stored table. */
export type ColumnOf<O, Name extends string> = unknown extends O
  ? string
  : RowOf<O, Name> extends infer Row
    ? Row extends unknown
      ? keyof Row & string
      : never
    : never

/** What a stored tensor is read as. */
export type ArrayOf<O, Name extends string> = unknown extends O
  ? NdArray
  : O extends unknown
    ? Name extends keyof O
      ? O[Name] extends Artifact<'tensor', infer Value>
        ? Value
        : never
      : never
    : never

type Flat<T> = { readonly [K in keyof T]: T[K] }
type CellAt<Row, Column extends string> = Row extends { readonly [P in Column]: infer Value } ? Value : never
type NumericColumn<Row, Key extends string> = {
  [P in Exclude<keyof Row & string, Key>]-?: [NonNullable<Row[P]>] extends [number] ? P : never
}[Exclude<keyof Row & string, Key>]

/** The config of a row: that of its run, and under the name of the table what tells the row apart. */
export type RowConfig<C, O, Name extends string, Key extends string> = unknown extends O
  ? unknown
  : C extends unknown
    ? Flat<Omit<C, Name> & { readonly [N in Name]: { readonly [P in Key]: CellAt<RowOf<O, Name>, P> } }>
    : never

/** What a row measures: what its run does, and under the name of the table the columns of numbers. */
export type RowOutput<O, Name extends string, Key extends string> = unknown extends O
  ? unknown
  : O extends unknown
    ? Flat<Omit<O, Name> & { readonly [N in Name]: { readonly [P in NumericColumn<RowOf<O, Name>, Key>]: number } }>
    : never

/** The config of an element of a tensor: that of its run, and under the name of the tensor its place on every axis, from 0. */
export type ElementConfig<C, O, Name extends string, Axis extends string> = unknown extends O
  ? unknown
  : C extends unknown
    ? Flat<Omit<C, Name> & { readonly [N in Name]: { readonly [P in Axis]: number } }>
    : never

/** What an element measures: what its run does, and under the name of the tensor its value. */
export type ElementOutput<O, Name extends string> = unknown extends O
  ? unknown
  : O extends unknown
    ? Flat<Omit<O, Name> & { readonly [N in Name]: number }>
    : never
