import { statSync } from 'node:fs'
import { isSystemError, sha256File, workspacePaths } from 'bocas/internal/light'
import { readSealed, writeSealed } from './sealed-json'
import { TOO_RECENT } from './file-stamp'

/** A file of data in the state in which it was digested. */
export interface DataFile {
  /** Absolute. */
  readonly file: string
  /** What the file system said of it before it was read. */
  readonly stamp: string
  readonly sha256: string
}

export interface KnownDigests {
  /** A file's digest, out of memory when its size, inode and times are as they were when it was last read. */
  read(file: string): DataFile
  save(): void
}

type Known = Record<string, { readonly stamp: string; readonly sha256: string }>

/** The digests of data files that earlier calls have read: a data set is not read again for every nx command. */
export function knownDigests(root: string): KnownDigests {
  const memory = workspacePaths(root).dataDigests
  let known: Known | undefined
  let changed = false
  return {
    read(file) {
      // Nothing or torn: only time is lost.
      known ??= readSealed<Known>(memory) ?? {}
      const begin = Date.now()
      const { stamp, newest } = stampOf(file)
      const before = known[file]
      if (before?.stamp === stamp) return { file, stamp, sha256: before.sha256 }
      const sha256 = sha256File(file)
      if (begin - newest > TOO_RECENT) {
        known[file] = { stamp, sha256 }
        changed = true
      }
      return { file, stamp, sha256 }
    },
    save() {
      if (!changed) return
      writeSealed(memory, known)
    },
  }
}

/** Those of the files whose content is not the digested one any more. */
export function changedFiles(files: readonly DataFile[]): string[] {
  const isChanged = ({ file, stamp, sha256 }: DataFile): boolean => {
    try {
      return stampOf(file).stamp !== stamp && sha256File(file) !== sha256
    } catch (error) {
      if (!isSystemError(error)) throw error
      return true
    }
  }
  return files.filter(isChanged).map(({ file }) => file)
}

function stampOf(file: string): { stamp: string; newest: number } {
  const { size, ino, mtimeNs, ctimeNs } = statSync(file, { bigint: true })
  const newest = Number((mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / 1_000_000n)
  return { stamp: [size, ino, mtimeNs, ctimeNs].join(), newest }
}
