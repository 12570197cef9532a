import { constants, copyFile, link, lstat, mkdir, realpath, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { isSystemError } from '../files/expected-errors'
import { digestFile } from '../keys/file-digest'
import { payloadName } from './payload-name'
import type { Payload, PayloadWriter } from './payload-types'

export interface PayloadOptions {
  /** A folder that is removed when the run has ended: a file in it needs no second copy of its content. */
  readonly passing?: string | undefined
  /** Names in lower case that no payload takes; those that are given are added. */
  readonly taken?: Set<string> | undefined
}

/** Writes the files of one run's artifacts into `dir`, and remembers their digests. */
export class Payloads {
  private readonly written = new Map<string, Payload>()

  private readonly taken: Set<string>
  private readonly passing: string | undefined

  constructor(
    private readonly dir: string,
    { passing, taken = new Set() }: PayloadOptions = {},
  ) {
    this.passing = passing
    this.taken = taken
  }

  /** The writer that is handed to the kind of one artifact. */
  for(artifact: string): PayloadWriter {
    return {
      write: (suffix, content) => this.put(artifact, suffix, (path) => writeFile(path, content)),
      copy: (suffix, source) => this.put(artifact, suffix, (path) => this.takeOver(source, path)),
    }
  }

  /** Size and digest of every file, by name. */
  get all(): Record<string, Payload> {
    return Object.fromEntries(this.written)
  }

  private async put(artifact: string, suffix: string, create: (path: string) => Promise<void>): Promise<string> {
    const file = payloadName(artifact, suffix, this.taken)
    this.taken.add(file.toLowerCase())
    await mkdir(this.dir, { recursive: true })
    const path = join(this.dir, file)
    await create(path)
    this.written.set(file, await digestFile(path))
    return file
  }

  private async takeOver(source: string, path: string): Promise<void> {
    if (await this.isPassing(source)) {
      try {
        return await link(source, path)
      } catch (error) {
        if (!isSystemError(error)) throw error
        // No links here, or not from that disk.
      }
    }
    // Copy-on-write where the file system has it.
    await copyFile(source, path, constants.COPYFILE_FICLONE)
  }

  /** Whether a file has no other name than the one that goes with its folder: who could change it later? */
  private async isPassing(source: string): Promise<boolean> {
    if (this.passing === undefined) return false
    const [file, folder] = await Promise.all([lstat(source), realpath(this.passing)])
    return file.isFile() && file.nlink === 1 && (await realpath(source)).startsWith(folder + sep)
  }
}
