import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../keys/canonical-json'
import { nameProblem } from './names'
import type { Payload, PayloadWriter } from './payload-types'

/** Files that stand beside the payloads of a run. */
const RESERVED = new Set(['result.json', 'provenance.json', 'run.log'])

/** Writes the files of one run's artifacts into `dir`, and remembers their digests. */
export class Payloads {
  private readonly taken = new Set<string>()
  private readonly written = new Map<string, Payload>()

  constructor(private readonly dir: string) {}

  /** The writer that is handed to the kind of one artifact. */
  for(artifact: string): PayloadWriter {
    return {
      write: (suffix, content) => this.put(artifact + suffix, (path) => writeFile(path, content)),
      copy: (suffix, source) => this.put(artifact + suffix, (path) => copyFile(source, path)),
    }
  }

  /** Size and digest of every file, by name. */
  get all(): Record<string, Payload> {
    return Object.fromEntries(this.written)
  }

  private async put(file: string, create: (path: string) => Promise<void>): Promise<string> {
    const problem = nameProblem(file)
    if (problem !== undefined) throw new Error(`✖ ${problem}`)
    // Ignoring case: on some file systems `A.csv` and `a.csv` are one file.
    const id = file.toLowerCase()
    if (RESERVED.has(id) || this.taken.has(id))
      throw new Error(`✖ a file ${file} is already there; give the artifact another name`)
    this.taken.add(id)
    await mkdir(this.dir, { recursive: true })
    const path = join(this.dir, file)
    await create(path)
    const content = await readFile(path)
    this.written.set(file, { sha256: sha256(content), bytes: content.length })
    return file
  }
}
