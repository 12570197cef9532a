import { type HeldFolder, holdFolder, isBelowAny, type LostFolder, workspacePaths } from 'bocas/internal/store'

/** Watches the folders without which nothing of a call can be kept: `git clean -x` removes some of them, and a person may move the workspace. */
export interface FolderWatch {
  /** Aborted when one of them is lost. From then on nothing may be written: it would make the folder again. */
  readonly signal: AbortSignal
  /**
   * Looks now at those that all runs need, and says whether one is lost. Asked before anything is made in them. The others, of which an engine may have thousands, are looked
   * at every second.
   *
   * @param own one of the others that is looked at as well.
   */
  isLost(own?: string): boolean
  /** Watches one more, such as the folder of a run at work, until the returned function is called. */
  hold(folder: string): () => void
  /** Looks at all of them now. @returns the outermost folders that are lost. */
  lost(): readonly LostFolder[]
  end(): void
}

/** Milliseconds between looks. Whatever is about to write looks for itself. */
const LOOK = 1_000

/** The workspace, `.bocas`, the store and the folder of runs at work; those that are not there yet are watched as soon as they are. */
export function watchFolders(root: string): FolderWatch {
  const { own, store, work } = workspacePaths(root)
  const places = [root, own, store, work]
  const held = new Map<string, HeldFolder>()
  /** Those below which none of the others is held: a folder that is in its place has all above it in theirs. */
  let innermost: readonly string[] = []
  const found = new Map<string, LostFolder>()
  const stop = new AbortController()
  const hold = (folder: string): void => {
    const one = held.has(folder) ? undefined : holdFolder(folder)
    if (!one) return
    held.set(folder, one)
    innermost = places.filter(
      (place) => !places.some((other) => held.has(other) && isBelowAny(other, new Set([place]))),
    )
  }
  const check = (folders: Iterable<string> = held.keys()): void => {
    // What a call makes anew is not watched in the place of what it had.
    if (!stop.signal.aborted) places.forEach(hold)
    for (const folder of folders) {
      const lost = found.has(folder) ? undefined : held.get(folder)?.lost()
      if (lost) found.set(folder, lost)
    }
    if (found.size > 0) stop.abort()
  }
  check()
  const timer = setInterval(() => check(), LOOK)
  // A call that has nothing else to wait for must end.
  timer.unref()
  return {
    signal: stop.signal,
    isLost(own) {
      check(own === undefined ? innermost : [...innermost, own])
      return found.size > 0
    },
    hold(folder) {
      hold(folder)
      return () => {
        // Where it was lost from is told in the end.
        held.get(folder)?.release()
        held.delete(folder)
      }
    },
    lost() {
      check()
      return [...found.values()].filter(({ path }) => !isBelowAny(path, found))
    },
    end() {
      clearInterval(timer)
      for (const one of held.values()) one.release()
      held.clear()
    },
  }
}
