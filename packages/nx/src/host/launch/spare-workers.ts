import { diskProblem } from 'bocas/internal/store'
import type { Launcher, Prepared } from './launcher'
import { discardWork, makeWorkFolder } from '../leftovers/work-folders'

/**
 * Workers that are up before there is a run for them: a process and our code, nothing of a person's yet. The start-up of a run is hidden behind the runs
 * before it. Each executes one run or none.
 */
export interface SpareWorkers {
  /** The work folder in which a worker waits for a run with this memory limit; undefined when none does. */
  take(memory: number | undefined): string | undefined
  /** Makes one ready for a later run with this memory limit, when there are not enough. */
  refill(memory: number | undefined): void
  /** Ends those that wait. Resolves when they are gone, with their folders. */
  dismiss(): Promise<void>
}

interface Spare {
  readonly work: string
  readonly memory: number | undefined
  readonly prepared: Prepared
}

/** None on a disk that is full: what was to save time must not cost the run beside which it is made. */
function folderFor(root: string): string | undefined {
  try {
    return makeWorkFolder(root, 'spare')
  } catch (error) {
    if (diskProblem(error, []) === undefined) throw error
    return undefined
  }
}

/** @param enough how many may wait now: no more than there are runs to come. */
export function spareWorkers(root: string, launcher: Launcher, enough: () => number): SpareWorkers {
  let spares: Spare[] = []
  const end = async ({ prepared, work }: Spare): Promise<void> => {
    await prepared.end()
    discardWork(work)
  }
  const endings = new Set<Promise<void>>()
  const remove = (spare: Spare): void => {
    spares = spares.filter((other) => other !== spare)
    const ending = end(spare).finally(() => endings.delete(ending))
    endings.add(ending)
  }
  return {
    take(memory) {
      spares.filter(({ prepared }) => !prepared.waits()).forEach(remove)
      const found = spares.find((spare) => spare.memory === memory)
      spares = spares.filter((spare) => spare !== found)
      return found?.work
    },
    refill(memory) {
      if (!launcher.prepare) return
      // Those for other limits wait for runs that may be over, or far away.
      if (spares.length >= enough()) spares.filter((spare) => spare.memory !== memory).forEach(remove)
      if (spares.length >= enough()) return
      const work = folderFor(root)
      if (work !== undefined) spares.push({ work, memory, prepared: launcher.prepare(work, { memory }) })
    },
    async dismiss() {
      spares.forEach(remove)
      await Promise.all(endings)
    },
  }
}
