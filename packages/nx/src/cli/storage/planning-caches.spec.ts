import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { identityOf, workspacePaths } from 'bocas/internal'
import { oldCaches } from './planning-caches'
import type { TaskPlan } from '../../plan/task-plan'

const root = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-caches-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const paths = workspacePaths(root)
const NOW = Date.UTC(2026, 5, 1)

function write(file: string, content: string, days: number): string {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  utimesSync(file, NOW / 1000 - days * 86_400, NOW / 1000 - days * 86_400)
  return file
}

const plan = (script: string): TaskPlan => ({ run: { script }, figures: null }) as unknown as TaskPlan
const found = (plans: TaskPlan[]): [string, number][] =>
  oldCaches(paths, plans, NOW).map(({ file, bytes }) => [basename(file), bytes])

describe('what planning left behind', () => {
  const current = write(join(paths.bundles, 'current.mjs'), 'x', 30)
  write(join(paths.bundles, 'earlier.mjs'), 'four', 30)
  write(join(paths.bundles, 'of-today.mjs'), 'x', 0.5)
  write(join(paths.sweeps, 'earlier.json'), '{}', 2)

  it('is old, and of no current task', () =>
    expect(found([plan(current)])).toEqual([
      ['earlier.mjs', 4],
      ['earlier.json', 2],
    ]))

  it('is nothing while a run is being executed', () => {
    const work = join(paths.work, 'one')
    write(join(work, 'host.json'), JSON.stringify(identityOf()), 0)
    write(join(work, 'specification.json'), JSON.stringify({ task: 't', name: 'r', key: 'k', into: 'store' }), 0)
    expect(found([plan(current)])).toEqual([])
  })
})
