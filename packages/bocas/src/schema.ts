import { isBlock } from './key-path'
import { isSha256 } from './keys/canonical-json'
import { plural } from './text/plural'

/** One thing that is wrong with a value, and where in it. */
export interface Issue {
  readonly message: string
  readonly path: readonly PropertyKey[]
}

/**
 * The form of JSON data, with the part of zod's interface that kinds of artifacts use. Runs and commands check what they store with these: loading zod takes
 * about as long as starting Node (decision 0006).
 */
export interface DataSchema<T> {
  safeParse(data: unknown): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } }
  /** All that is wrong with a value; paths begin at it. */
  issues(value: unknown): readonly Issue[]
  /** Turns what a program has into what a file holds, or back, whatever is wrong with it. Keys get the order in which the form has them. */
  convert(value: unknown, way: Way): unknown
}

type Way = 'encode' | 'decode'

/** What a form accepts. */
export type SchemaOutput<F> = F extends DataSchema<infer T> ? T : never

/** A form, of what is wrong with a value. */
export const defineSchema = <T>(
  issues: DataSchema<T>['issues'],
  convert: DataSchema<T>['convert'] = (value) => value,
): DataSchema<T> => ({
  issues,
  convert,
  safeParse(data) {
    const found = issues(data)
    return found.length === 0 ? { success: true, data: data as T } : { success: false, error: { issues: found } }
  },
})

/** What a file holds for a value; what fits no form is not written. */
export const encoded = <T>(schema: DataSchema<T>, value: unknown) => schema.safeParse(schema.convert(value, 'encode'))

/** What a program has for the JSON of a file. */
export function decoded<T>(schema: DataSchema<T>, stored: unknown): ReturnType<DataSchema<T>['safeParse']> {
  const read = schema.safeParse(stored)
  return read.success ? { success: true, data: schema.convert(read.data, 'decode') as T } : read
}

const NONE: readonly Issue[] = []

const issue = (message: string | undefined): readonly Issue[] =>
  message === undefined ? NONE : [{ message, path: [] }]

const expected = (what: string, value: unknown): readonly Issue[] =>
  issue(`Invalid input: expected ${what}, received ${nameOf(value)}`)

function nameOf(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  return Array.isArray(value) ? 'array' : typeof value
}

/** The issues of a part, seen from the whole. */
const at = (key: PropertyKey, issues: readonly Issue[]): readonly Issue[] =>
  issues.length === 0 ? NONE : issues.map(({ message, path }) => ({ message, path: [key, ...path] }))

/** A finite number; `problem` says what else may be wrong with it. */
export const number = (problem?: (value: number) => string | undefined): DataSchema<number> =>
  defineSchema((value) =>
    typeof value === 'number' && Number.isFinite(value) ? issue(problem?.(value)) : expected('number', value),
  )

/** A number of things: whole and not negative. */
export const wholeNumber = (): DataSchema<number> =>
  number((value) =>
    Number.isSafeInteger(value) && value >= 0 ? undefined : `${value} is not a whole number, 0 or more`,
  )

/** As a number of a form is, within bounds that leave out their ends. */
export const numberBetween = (low: number, high: number): DataSchema<number> =>
  number((value) => (value > low && value < high ? undefined : `${value} is not between ${low} and ${high}`))

export const boolean = (): DataSchema<boolean> =>
  defineSchema((value) => (typeof value === 'boolean' ? NONE : expected('boolean', value)))

/** A text; `problem` says what else may be wrong with it. */
export const string = (problem?: (value: string) => string | undefined): DataSchema<string> =>
  defineSchema((value) => (typeof value === 'string' ? issue(problem?.(value)) : expected('string', value)))

/** The problem of a text that is not written so. */
export const matching =
  (form: RegExp, problem: string) =>
  (value: string): string | undefined =>
    form.test(value) ? undefined : problem

/** A SHA-256 in hexadecimal digits. */
export const digest = (): DataSchema<string> => string((value) => (isSha256(value) ? undefined : 'no SHA-256'))

/** One of these values. */
export const oneOf = <const T extends string | number | boolean>(...values: readonly T[]): DataSchema<T> =>
  defineSchema((value) => {
    if (values.includes(value as T)) return NONE
    const known = values.map((allowed) => JSON.stringify(allowed)).join('|')
    return issue(`Invalid input: expected ${values.length === 1 ? '' : 'one of '}${known}`)
  })

/** Any JSON value, but a value. What JSON.parse made is JSON; to check it again, number by number, takes longer than all the rest. */
export const json = <T>(): DataSchema<T> =>
  defineSchema((value) => (value === undefined ? expected('JSON', value) : NONE))

/** What one of two forms accepts; of what neither does, the issues of the first. */
export const either = <A, B>(first: DataSchema<A>, second: DataSchema<B>): DataSchema<A | B> =>
  defineSchema(
    (value) => {
      const issues = first.issues(value)
      return issues.length > 0 && second.issues(value).length > 0 ? issues : NONE
    },
    (value, way) => {
      const converted = first.convert(value, way)
      return first.issues(way === 'encode' ? converted : value).length === 0 ? converted : second.convert(value, way)
    },
  )

/** What one of several forms accepts, which have a key that says which of them is meant. */
export const tagged = <const K extends string, F extends Readonly<Record<string, DataSchema<unknown>>>>(
  key: K,
  forms: F,
): DataSchema<SchemaOutput<F[keyof F]>> => {
  const tag = oneOf(...Object.keys(forms))
  const formOf = (value: unknown): DataSchema<unknown> | undefined => {
    const name = isBlock(value) ? value[key] : undefined
    return typeof name === 'string' && Object.hasOwn(forms, name) ? forms[name] : undefined
  }
  return defineSchema(
    (value) =>
      formOf(value)?.issues(value) ?? (isBlock(value) ? at(key, tag.issues(value[key])) : expected('object', value)),
    (value, way) => formOf(value)?.convert(value, way) ?? value,
  )
}

/** A form, or null. */
export const nullable = <T>(inner: DataSchema<T>): DataSchema<T | null> =>
  defineSchema(
    (value) => (value === null ? NONE : inner.issues(value)),
    (value, way) => (value === null ? value : inner.convert(value, way)),
  )

/** A form whose key may be left out. */
export const optional = <T>(inner: DataSchema<T>): DataSchema<T | undefined> =>
  defineSchema(
    (value) => (value === undefined ? NONE : inner.issues(value)),
    (value, way) => (value === undefined ? value : inner.convert(value, way)),
  )

export const array = <T>(item: DataSchema<T>): DataSchema<T[]> =>
  defineSchema(
    (value) =>
      Array.isArray(value) ? value.flatMap((one: unknown, i) => at(i, item.issues(one))) : expected('array', value),
    (value, way) => (Array.isArray(value) ? value.map((one) => item.convert(one, way)) : value),
  )

/** A list of two. */
export const pair = <T>(item: DataSchema<T>): DataSchema<readonly [T, T]> => {
  const list = array(item)
  return defineSchema(
    (value) =>
      Array.isArray(value) && value.length !== 2
        ? issue(`${plural(value.length, 'value')}, not 2`)
        : list.issues(value),
    (value, way) => list.convert(value, way),
  )
}

/** An object of any keys, each of which has a form as well. */
export const record = <T>(item: DataSchema<T>, key: DataSchema<string> = string()): DataSchema<Record<string, T>> =>
  defineSchema(
    (value) =>
      isBlock(value)
        ? Object.entries(value).flatMap(([name, one]) => at(name, [...key.issues(name), ...item.issues(one)]))
        : expected('object', value),
    (value, way) =>
      isBlock(value)
        ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, item.convert(one, way)]))
        : value,
  )

type Fields = Readonly<Record<string, DataSchema<unknown>>>
type Optional<F extends Fields> = { [K in keyof F]: undefined extends SchemaOutput<F[K]> ? K : never }[keyof F]
type Shape<F extends Fields> = { [K in Exclude<keyof F, Optional<F>>]: SchemaOutput<F[K]> } & {
  [K in Optional<F>]?: Exclude<SchemaOutput<F[K]>, undefined>
}

/** An object with these keys; it may have others. */
export const object = <F extends Fields>(fields: F): DataSchema<{ [K in keyof Shape<F>]: Shape<F>[K] }> =>
  defineSchema(
    (value) =>
      isBlock(value)
        ? Object.entries(fields).flatMap(([name, field]) => at(name, field.issues(value[name])))
        : expected('object', value),
    (value, way) => {
      if (!isBlock(value)) return value
      const known = Object.entries(fields).filter(([name]) => Object.hasOwn(value, name))
      const others = Object.entries(value).filter(([name]) => !Object.hasOwn(fields, name))
      return Object.fromEntries([...known.map(([name, field]) => [name, field.convert(value[name], way)]), ...others])
    },
  )

/** An object with these keys and no others. */
export const strictObject: typeof object = (fields) => {
  const open = object(fields)
  return defineSchema((value) => {
    const others = isBlock(value) ? Object.keys(value).filter((name) => !Object.hasOwn(fields, name)) : []
    if (others.length === 0) return open.issues(value)
    const named = others.map((name) => JSON.stringify(name)).join(', ')
    return [...open.issues(value), ...issue(`Unrecognized ${others.length === 1 ? 'key' : 'keys'}: ${named}`)]
  }, open.convert)
}
