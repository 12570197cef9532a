import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A picture that every reader of SVG draws. */
export const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="teal"/></svg>'

/** One grey dot. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

/** Makes a paper folder (named `paper`) in a temporary place, for specs. Keys are paths inside it. */
export function makePaper(files: Readonly<Record<string, string | Buffer>>): string {
  const paperDir = path.join(mkdtempSync(path.join(os.tmpdir(), 'bocas-paper-')), 'paper')
  mkdirSync(paperDir)
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(paperDir, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return paperDir
}

/** The text of a facts file with these labels. */
export function factsFile(task: string, facts: Readonly<Record<string, string>>): string {
  const entries = Object.entries(facts).map(([name, text]) => [name, { kind: 'label', text, runs: [`${task}/run`] }])
  return JSON.stringify({ format: 1, task, facts: Object.fromEntries(entries) })
}
