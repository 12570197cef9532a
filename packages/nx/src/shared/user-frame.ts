import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The first place in the workspace's own code of an error's stack: `tasks/mnist/run.ts:12:7`. */
export function userFrame(error: unknown, root: string): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  for (const line of stack.split('\n')) {
    const [, place, row, column] =
      /^at (?:.* \()?((?:file:\/\/)?\/[^<>]+?):(\d+)(?::(\d+))?\)?$/.exec(line.trim()) ?? []
    if (place === undefined) continue
    const file = relative(root, place.startsWith('file:') ? fileURLToPath(place) : place)
      .split(sep)
      .join('/')
    if (!file.startsWith('..') && !file.startsWith('.bocas/') && !file.includes('node_modules/'))
      return [file, row, column].filter((part) => part !== undefined).join(':')
  }
  return undefined
}
