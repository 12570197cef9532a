import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isProblemsError, readImported, type ImportedResults, type Problem, type WorkspacePaths } from 'bocas/internal'

const ENDING = '.jsonl'

/** A file of imported results of this workspace. */
export interface ImportedFile extends ImportedResults {
  /** Without folder and ending. */
  readonly label: string
  /** Workspace-relative. */
  readonly file: string
}

/** The file under a name; workspace-relative. */
export const importedFile = ({ imported }: Pick<WorkspacePaths, 'imported'>, label: string): string =>
  join(imported, `${label}${ENDING}`)

/** Reads all files of imported results. What cannot be read is told. */
export function readImportedFiles(paths: WorkspacePaths): {
  readonly files: readonly ImportedFile[]
  readonly problems: readonly Problem[]
} {
  const problems: Problem[] = []
  const names = existsSync(paths.imported) ? readdirSync(paths.imported).filter((name) => name.endsWith(ENDING)) : []
  const files = names.sort().flatMap((name): ImportedFile[] => {
    const file = paths.shown(join(paths.imported, name))
    try {
      const read = readImported(readFileSync(join(paths.imported, name), 'utf8'), file)
      return [{ ...read, label: name.slice(0, -ENDING.length), file }]
    } catch (error) {
      if (!isProblemsError(error)) throw error
      problems.push(...error.problems)
      return []
    }
  })
  return { files, problems }
}
