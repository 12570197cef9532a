import { mkdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { knownKeys, workspacePaths, type Json } from 'bocas/internal'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { workerScript } from '../../plan/workers/worker-script'
import type { RunSpecification } from '../../protocol/run-specification'

export const KEY = 'c'.repeat(64)

/** For specs: before each test a workspace of its own, and the script of the worker, which is bundled once for all of them. */
export function forEachTest(use: (workspace: TestWorkspace, worker: string) => void): void {
  let home: TestWorkspace
  let worker: string
  let workspace: TestWorkspace
  beforeAll(async () => {
    home = testWorkspace()
    worker = await workerScript(home.root, 'run-worker')
  })
  afterAll(() => home.remove())
  beforeEach(() => use((workspace = testWorkspace()), worker))
  afterEach(() => workspace.remove())
}

/** For specs: waits for something that another process brings about. */
export async function until(holds: () => boolean): Promise<void> {
  for (let left = 2000; !holds(); left--) {
    if (left === 0) throw new Error('it never came to that')
    await sleep(20)
  }
}

/** For specs: the specification of a run whose whole code is `code`, an ES module. */
export function runOf(
  { root, path, write }: TestWorkspace,
  code: string,
  change: Partial<RunSpecification> = {},
): RunSpecification {
  write({ '.bocas/bundles/run.mjs': code })
  const work = path('.bocas/work/run')
  mkdirSync(work, { recursive: true })
  return {
    format: 1,
    task: 'toy',
    name: 'lr=0.1',
    key: KEY,
    config: { lr: 0.1 },
    known: knownKeys([(change.config ?? { lr: 0.1 }) as Json]),
    bundle: path('.bocas/bundles/run.mjs'),
    ingredients: { code: {}, packages: [], data: {}, env: {} },
    data: {},
    dataFiles: [],
    packages: [],
    root,
    work,
    into: 'store',
    ...change,
  }
}

/** For specs: a run whose metrics say which secrets it sees, of one that its sweep declares and one that it does not. */
export const SEES_SECRETS = `export const run = () => ({
  undeclared: Number(process.env.HF_TOKEN === 'ours'),
  declared: Number(process.env.DB_PASSWORD === 'ours'),
})`

/** The place of the result of `runOf`. */
export const entryOf = ({ root }: TestWorkspace): string => workspacePaths(root).entry(KEY)
