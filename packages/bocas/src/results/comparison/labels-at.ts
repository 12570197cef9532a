type Words<V> = V extends undefined
  ? '—'
  : V extends { readonly name: infer L extends string }
    ? L
    : V extends string
      ? V
      : V extends number | boolean | null
        ? `${V}`
        : string

type At1<T, K extends string> = T extends unknown ? (K extends keyof T ? T[K] : undefined) : never
type ValueAt<T, P extends string> = P extends `${infer K}.${infer Rest}` ? ValueAt<At1<T, K>, Rest> : At1<T, P>

/** How the rows by a key are called: the labels of a named alternative, the strings of an axis, `—` where a config lacks it; any text for several keys. */
export type LabelsAt<C, P> = unknown extends C ? string : P extends string ? Words<ValueAt<C, P>> : string
