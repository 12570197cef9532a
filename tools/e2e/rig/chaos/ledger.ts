import { existsSync, readFileSync } from 'node:fs'
import { isResultError, verifyResult, workspacePaths } from 'bocas/internal'
import type { Rig } from '../rig'
import { scoreOf } from './task'
import type { KeyedRun, KnownPlan } from '../../../../packages/nx/src/plan/task-plan'

/** Where a run's result is whole. */
interface Copies {
  store: boolean
  view: boolean
}

/** What must be there, and what a call may therefore execute. */
export class Ledger {
  private copies = new Map<string, Copies>()

  constructor(private readonly rig: Rig) {}

  /** Runs of the plan that have a whole result somewhere: no call may execute them. */
  whole({ runs }: KnownPlan): string[] {
    return runs.filter(({ name }) => this.has(name)).map(({ name }) => name)
  }

  private has(name: string): boolean {
    const { store, view } = this.copies.get(name) ?? { store: false, view: false }
    return store || view
  }

  /** Looks at what is there after a call; the runs whose results are gone without having been spoilt. */
  async look(plan: KnownPlan): Promise<string[]> {
    const before = this.whole(plan)
    const paths = workspacePaths(this.rig.root)
    this.copies = new Map(
      await Promise.all(
        plan.runs.map(async ({ name, key }): Promise<[string, Copies]> => [
          name,
          { store: await isWhole(paths.entry(key), key), view: await isWhole(paths.artifacts('alpha', name), key) },
        ]),
      ),
    )
    return before.filter((name) => !this.has(name))
  }

  /** A file of a stored result or of a view was spoilt; one that stands beside a result and is not part of it harms nothing. */
  spoilt(run: KeyedRun, copy: keyof Copies, file: string): void {
    if (/(result\.json|rows\.csv)$/.test(file)) this.copies.get(run.name)![copy] = false
  }

  /** What is wrong with the results of a call that is through, as a person would find it in paper/artifacts. */
  wrongResults({ runs }: KnownPlan): string[] {
    return runs.flatMap(({ name, config }) => {
      const folder = this.rig.path('paper/artifacts/alpha', name)
      if (!existsSync(`${folder}/result.json`)) return [`${name}: missing`]
      const { artifacts } = JSON.parse(readFileSync(`${folder}/result.json`, 'utf8')) as Shown
      const at = config as { life: number; i: number }
      const rows = readFileSync(`${folder}/rows.csv`, 'utf8').trim().split('\n')
      const isRight =
        artifacts.score.data === scoreOf(at) &&
        rows.length === 51 &&
        rows[1]!.endsWith(`,${at.i}`) &&
        rows[0] === 'step,loss'
      return isRight ? [] : [`${name}: ${artifacts.score.data}, ${rows.slice(0, 2).join(' / ')}`]
    })
  }
}

interface Shown {
  readonly artifacts: { readonly score: { readonly data: number } }
}

async function isWhole(folder: string, key: string): Promise<boolean> {
  try {
    await verifyResult(folder, key)
    return true
  } catch (error) {
    if (isResultError(error)) return false
    throw error
  }
}
