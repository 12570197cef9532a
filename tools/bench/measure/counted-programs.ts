import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Counts calls of programs: each has a stand-in that notes it and goes on as the program. */
export interface CountedPrograms {
  /** For `PATH`: the stand-ins go before the programs. */
  readonly path: string
  /** The programs that were called since the last question, in order. */
  calls(): readonly string[]
}

/** @param folder a new one. */
export function countPrograms(folder: string, names: readonly string[], path: string): CountedPrograms {
  mkdirSync(folder, { recursive: true })
  const notes = join(folder, 'calls')
  writeFileSync(notes, '')
  for (const name of names) {
    const file = join(folder, name)
    writeFileSync(file, `#!/bin/sh\necho ${name} >>'${notes}'\nPATH='${path}' exec ${name} "$@"\n`)
    chmodSync(file, 0o755)
  }
  return {
    path: `${folder}${delimiter}${path}`,
    calls() {
      const lines = readFileSync(notes, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
      writeFileSync(notes, '')
      return lines
    },
  }
}
