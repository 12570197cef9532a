/* eslint-disable @typescript-eslint/no-require-imports -- A paper that is built once is not watched. */
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import type * as Chokidar from 'chokidar'
import { isSystemError } from 'bocas/internal/made'

const chokidar = (): typeof Chokidar => require('chokidar')

/** Which folders and files count; `relative` is a path below the watched folder. */
export type Counts = (relative: string) => boolean

/** How often files are looked at where the system cannot tell of changes, in milliseconds. */
const POLL = 500

/** What the system says when it has no watchers or descriptors left. */
const NONE_LEFT = ['ENOSPC', 'EMFILE', 'ENFILE']

/** Calls back when something below a folder may have changed; where the system has no watchers left, files are looked at twice a second. */
export function watchFolder(folder: string, counts: Counts, onChange: () => void): { close(): void } {
  const ignored = (file: string): boolean => {
    const relative = path.relative(folder, file)
    return relative !== '' && !counts(relative)
  }
  const open = (usePolling: boolean): Chokidar.FSWatcher =>
    chokidar()
      .watch(folder, { ignored, ignoreInitial: true, followSymlinks: false, usePolling, interval: POLL })
      .on('all', onChange)
      // What was changed while the folders were gone through has told nobody.
      .on('ready', onChange)
      .on('error', (error) => {
        if (usePolling || closed || !NONE_LEFT.includes((error as NodeJS.ErrnoException).code ?? '')) return
        void watcher.close()
        watcher = open(true)
      })
  let closed = false
  let watcher = open(false)
  return {
    close() {
      closed = true
      void watcher.close()
    },
  }
}

/** The state of all files that count, as a text that is equal while nothing changes. */
export function folderState(folder: string, counts: Counts): string {
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
  } catch (error) {
    if (!isSystemError(error)) throw error
    return []
  }
}
