import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { GENERATED_IN_PAPER } from '../../store/workspace-paths'
import { madeDigest } from './made-files'

/** What a built paper was made from; it lies beside the paper, and says whether that is still the paper of now. */
export interface PaperSources {
  readonly format: 1
  /** The SHA-256 of the paper. */
  readonly paper: string
  /** The file of the text, by its path in the folder of the paper. */
  readonly main: string
  /** Digests of what authors have written there, by path, with `/`. */
  readonly text: Readonly<Record<string, string>>
  /** Digests of the provenance of figures, tables and facts, by task: each names the digests of what was made with it. */
  readonly made: Readonly<Record<string, string>>
}

/** Where it lies, of a paper in `file`. */
export const sourcesFile = (file: string): string => `${file}.sources.json`

const NO_TEXT: ReadonlySet<string> = new Set([
  ...GENERATED_IN_PAPER,
  'figures.ts',
  'provenance.json',
  'results.lock.json',
  'node_modules',
])

/** Whether a file in the folder of a paper is one that authors write, and that the paper may show; by its path there, with `/`. */
export function isPaperText(path: string): boolean {
  const parts = path.split('/')
  return !NO_TEXT.has(parts[0]!) && !parts.some((part) => part.startsWith('.'))
}

/** Digests of what authors have written in the folder of a paper. */
export function textDigests(folder: string): Record<string, string> {
  const files = (below: string): string[] =>
    readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (!isPaperText(path)) return []
      return entry.isDirectory() ? files(path) : entry.isFile() ? [path] : []
    })
  return existsSync(folder) ? digestsOf(files('').map((path) => [path, join(folder, path)])) : {}
}

/** Digests of the files of some names that are there. */
export const digestsOf = (files: readonly (readonly [name: string, file: string])[]): Record<string, string> =>
  Object.fromEntries(
    files
      .filter(([, file]) => existsSync(file))
      .map(([name, file]): [string, string] => [name, madeDigest(file)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
