import { fileURLToPath } from 'node:url'
import { isInstalled, isWithin, posixRelative } from 'bocas/internal/light'

/** The first place in the workspace's own code of an error's stack: `tasks/mnist/run.ts:12:7`. */
export function userFrame(error: unknown, root: string): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  for (const line of stack.split('\n')) {
    const [, place, row, column] =
      /^at (?:.* \()?((?:file:\/\/)?\/[^<>]+?):(\d+)(?::(\d+))?\)?$/.exec(line.trim()) ?? []
    if (place === undefined) continue
    const path = place.startsWith('file:') ? fileURLToPath(place) : place
    const file = posixRelative(root, path)
    if (isWithin(root, path) && !file.startsWith('.bocas/') && !isInstalled(file))
      return [file, row, column].filter((part) => part !== undefined).join(':')
  }
  return undefined
}
