import { readFileSync } from 'node:fs'
import { diskProblem, isUnreadable, sha256, writeWholeSync } from 'bocas/internal/light'

const [BEFORE, BETWEEN, AFTER] = ['{"seal":"', '","value":', '}\n']
const VALUE = BEFORE.length + 64 + BETWEEN.length

/**
 * Remembers a value as JSON with a digest of itself: what planning remembers decides keys and configs, so a bit that flips on the disk must
 * not make another run of it. It appears whole or not at all; on a full or read-only disk not at all, which costs time and nothing else.
 */
export function writeSealed(file: string, value: unknown): void {
  const text = JSON.stringify(value)
  try {
    writeWholeSync(file, BEFORE + sha256(text) + BETWEEN + text + AFTER)
  } catch (error) {
    if (diskProblem(error, []) === undefined) throw error
  }
}

/** What was remembered; undefined when nothing was, or what lies there is not what was written. */
export function readSealed<T>(file: string): T | undefined {
  try {
    const content = readFileSync(file, 'utf8')
    const text = content.slice(VALUE, -AFTER.length)
    if (content !== BEFORE + sha256(text) + BETWEEN + text + AFTER) return undefined
    return JSON.parse(text) as T
  } catch (error) {
    if (!isUnreadable(error)) throw error
    return undefined
  }
}
