import { readdirSync, statSync, watch, type FSWatcher } from 'node:fs'
import path from 'node:path'

/** Which folders and files count; `relative` is a path below the watched folder. */
export type Counts = (relative: string) => boolean

/** How often files are looked at where the system cannot tell of changes, in milliseconds. */
const POLL = 500

/**
 * Calls back when something below a folder may have changed. Folders are watched one by one, since watching a tree as a whole misses new folders on Linux;
 * where the system has no watchers left, files are looked at twice a second.
 */
export function watchFolder(folder: string, counts: Counts, onChange: () => void): { close(): void } {
  const watchers = new Map<string, FSWatcher>()
  let poll: NodeJS.Timeout | undefined
  let closed = false
  const pollInstead = (): void => void (poll ??= closed ? undefined : setInterval(onChange, POLL))
  const changed = (): void => {
    if (closed) return
    follow()
    onChange()
  }
  const follow = (): void => {
    const wanted = new Set(foldersBelow(folder, counts))
    for (const [one, watcher] of watchers) {
      if (wanted.has(one)) continue
      watcher.close()
      watchers.delete(one)
    }
    for (const one of wanted) if (!watchers.has(one)) open(one)
  }
  const open = (one: string): void => {
    try {
      const watcher = watch(one, changed)
      // A folder that is removed ends its watcher; what is left is told by the watcher of the folder above.
      watcher.on('error', () => {
        watcher.close()
        watchers.delete(one)
      })
      watchers.set(one, watcher)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') pollInstead()
    }
  }
  follow()
  return {
    close() {
      closed = true
      clearInterval(poll)
      for (const watcher of watchers.values()) watcher.close()
    },
  }
}

/** The state of all files that count, as a text that is equal while nothing changes. */
export function stateOf(folder: string, counts: Counts): string {
  return foldersBelow(folder, counts)
    .flatMap((one) =>
      namesIn(one).map((name) => {
        const file = path.join(one, name)
        const state = counts(path.relative(folder, file))
          ? statSync(file, { bigint: true, throwIfNoEntry: false })
          : undefined
        return state?.isFile() ? `${file} ${state.ino} ${state.size} ${state.mtimeNs}` : ''
      }),
    )
    .filter((line) => line !== '')
    .join('\n')
}

function foldersBelow(folder: string, counts: Counts, relative = ''): string[] {
  const here = path.join(folder, relative)
  const inner = namesIn(here, true)
    .map((name) => path.join(relative, name))
    .filter(counts)
  return [here, ...inner.flatMap((one) => foldersBelow(folder, counts, one))]
}

/** Names in a folder, sorted; none when it has just been removed. */
function namesIn(folder: string, foldersOnly = false): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return entries
      .filter((entry) => !foldersOnly || entry.isDirectory())
      .map(({ name }) => name)
      .sort()
  } catch {
    return []
  }
}
