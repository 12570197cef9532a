import { readFileSync } from 'node:fs'
import { basename, extname, resolve } from 'node:path'
import { ProblemsError } from '../../problems'
import { object, string, type SchemaOutput } from '../../schema'
import { type Artifact, attemptArtifact } from '../artifact'
import type { Kind } from '../kind'

/** Any file. */
export interface StoredFile {
  /** The name it was given, such as `model.onnx`. */
  readonly name: string
  /** The content; reads it from the disk. Larger files than 2 GiB fit no array: read them by their `path`. */
  bytes(): Uint8Array
  /** The absolute path of the stored content, of any size. To be read only: what is changed there is no result any more. */
  path(): string
}

/** What `file()` makes: it also knows where the content is before it is stored. */
interface NewFile extends StoredFile {
  readonly source: string | Uint8Array
}

const schema = object({ file: string(), name: string() })

/**
 * A file as it is: `file('model.onnx')` (relative to the working directory, copied when the run returns) or `file(bytes, 'model.onnx')`.
 * Prefer an open format.
 *
 * @throws Error when bytes come without a name, or the name is a path.
 */
export function file(path: string, name?: string): Artifact<'file', StoredFile>
export function file(bytes: Uint8Array, name: string): Artifact<'file', StoredFile>
export function file(content: string | Uint8Array, name?: string): Artifact<'file', StoredFile> {
  return attemptArtifact('file', { content, name }, () => newFile(content, name))
}

function newFile(content: string | Uint8Array, name?: string): NewFile {
  if (typeof content !== 'string' && !ArrayBuffer.isView(content))
    throw new ProblemsError('file() takes a path, or bytes and a name')
  const given = name ?? (typeof content === 'string' ? basename(content) : '')
  if (given === '' || /[\\/]/.test(given))
    throw new ProblemsError(`file() needs a plain file name such as \`model.onnx\`, not ${JSON.stringify(given)}`)
  const source = typeof content === 'string' ? resolve(content) : Uint8Array.from(content)
  return {
    name: given,
    source,
    bytes: () => (typeof source === 'string' ? readFileSync(source) : source),
    path() {
      if (typeof source === 'string') return source
      throw new ProblemsError(`${given} is no file on the disk before its run has ended`)
    },
  }
}

/** Stored as `<artifact>.<extension>`; its own name is in result.json. */
export const fileKind: Kind<'file', StoredFile, SchemaOutput<typeof schema>> = {
  name: 'file',
  schema,
  async save(value, files) {
    const source = 'source' in value ? (value as NewFile).source : value.bytes()
    const suffix = extname(value.name).replace(/[^A-Za-z0-9._-]/g, '-') || '.bin'
    const stored = typeof source === 'string' ? await files.copy(suffix, source) : await files.write(suffix, source)
    return { file: stored, name: value.name }
  },
  load: (data, files) => ({
    name: data.name,
    bytes: () => files.bytes(data.file),
    path: () => files.path(data.file),
  }),
}
