import { readFileSync } from 'node:fs'
import { isUnreadable } from 'bocas/internal/light'

/** The content of a JSON file; undefined when it is not there or torn. What it holds is as it was written: ask for its parts by `?.`. */
export function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch (error) {
    if (!isUnreadable(error)) throw error
    return undefined
  }
}
