import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Rig } from './rig'

/** Keys by run name, as the views in `paper/artifacts/<task>` tell them. */
export function shownKeys(rig: Rig, task: string): Record<string, string> {
  return Object.fromEntries(
    rig.list(`paper/artifacts/${task}`).map((run) => {
      const { key } = JSON.parse(rig.read(`paper/artifacts/${task}/${run}/result.json`)) as { key: string }
      return [run, key]
    }),
  )
}

/** The content of all files below a folder, in base64, by relative path. */
export function bytesBelow(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(folder.length + 1), readFileSync(file).toString('base64')]),
  )
}

/** Flips one bit in the middle of a file; its size stays. */
export function flipByte(file: string): void {
  const bytes = readFileSync(file)
  const middle = bytes.length >> 1
  bytes[middle] = bytes[middle]! ^ 1
  writeFileSync(file, bytes)
}
