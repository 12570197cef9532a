import { ProblemsError } from '../problems'
import { type Artifact, makeArtifact } from './artifact'
import type { PayloadReader, PayloadWriter } from './payload-types'
import { fileKind } from './kinds/file'
import { imageKind } from './kinds/image'
import { metricsKind } from './kinds/metrics'
import { seriesKind } from './kinds/series'
import { tableKind } from './kinds/table'
import { tensorKind } from './kinds/tensor'

/** What `defineKind` needs of a schema; every zod schema has it. */
export interface Schema<Data> {
  safeParse(
    data: unknown,
  ): { success: true; data: Data } | { success: false; error: { issues: readonly SchemaIssue[] } }
}
export interface SchemaIssue {
  readonly message: string
  readonly path: readonly PropertyKey[]
}

/** How artifacts of one kind are saved and loaded. */
export interface Kind<Name extends string = string, Value = unknown, Data = unknown> {
  /** Stored beside the data, and looked up when a result is read. */
  readonly name: Name
  /** The form of `data`; what is stored is checked against it before `load` sees it. */
  readonly schema: Schema<Data>
  /** Turns a value into JSON data; larger things go into files of an open format. Throws an `Error` that says what is wrong. */
  save(value: Value, files: PayloadWriter): Data | Promise<Data>
  /** The reverse of `save`. */
  load(data: Data, files: PayloadReader): Value
}

/** A function that makes artifacts of its kind. */
export interface KindHelper<Name extends string, Value> {
  (value: Value): Artifact<Name, Value>
  readonly kind: Name
}

const REGISTRY = Symbol.for('bocas.kinds')
type Registry = Map<string, Kind>

function registry(): Registry {
  const holder = globalThis as { [REGISTRY]?: Registry }
  return (holder[REGISTRY] ??= new Map())
}

/**
 * Adds a kind of artifact. The module that defines it must be imported where results are read, too.
 *
 * ```ts
 * export const molecule = defineKind({
 *   name: 'molecule',
 *   schema: z.object({ atoms: z.number(), file: z.string() }),
 *   save: async (m: Molecule, files) => ({ atoms: m.atoms.length, file: await files.write('.xyz', toXyz(m)) }),
 *   load: (data, files) => fromXyz(files.text(data.file)),
 * })
 * // in run.ts: return { val: { energy }, best: molecule(m) }
 * ```
 *
 * @throws Error when the name is one of bocas' own kinds or is not made of lower-case letters, digits and `-`.
 */
export function defineKind<const Name extends string, Value, Data>(
  kind: Kind<Name, Value, Data>,
): KindHelper<Name, Value> {
  if (Object.hasOwn(builtinKinds, kind.name))
    throw new ProblemsError(`\`${kind.name}\` is a kind of bocas itself; give yours another name`)
  if (!/^[a-z][a-z0-9-]*$/.test(kind.name))
    throw new ProblemsError(
      `a kind cannot be called ${JSON.stringify(kind.name)}; use lower-case letters, digits and \`-\``,
    )
  registry().set(kind.name, kind)
  return Object.assign((value: Value) => makeArtifact(kind.name, value), { kind: kind.name })
}

/** The kind of that name, bocas' own or one that `defineKind` added. */
export function findKind(name: string): Kind | undefined {
  return Object.hasOwn(builtinKinds, name) ? builtinKinds[name] : registry().get(name)
}

/** The names of all kinds that can be read here. */
export function kindNames(): string[] {
  return [...Object.keys(builtinKinds), ...registry().keys()]
}

/** The kinds that are always there. */
const builtinKinds: Readonly<Record<string, Kind>> = Object.fromEntries(
  [metricsKind, seriesKind, tableKind, tensorKind, imageKind, fileKind].map((kind) => [
    kind.name,
    kind as unknown as Kind,
  ]),
)
