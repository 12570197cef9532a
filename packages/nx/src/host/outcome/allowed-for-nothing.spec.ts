import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { history, saveOutput, workspacePaths, writeResultFile } from 'bocas/internal'
import { allowancesForNothing } from './allowed-for-nothing'
import type { TaskPlan } from '../../plan/task-plan'

describe('a path of allowNaN', () => {
  const dir = join(mkdtempSync(join(tmpdir(), 'bocas-allowed-')), 'a')
  const run = { task: 'toy', name: 'a', key: 'k'.repeat(64), config: {}, dir }
  beforeAll(async () => {
    mkdirSync(dir)
    const output = { val: { accuracy: NaN }, history: history({ loss: [1, NaN] }) }
    await writeResultFile(dir, { key: run.key, config: {}, ...(await saveOutput(output, dir)) })
  })
  afterAll(() => rmSync(join(dir, '..'), { recursive: true }))
  const messagesOf = (allowNaN?: string[]) =>
    allowancesForNothing(
      workspacePaths('/none'),
      [{ task: 'toy', limits: { ...(allowNaN && { allowNaN }) } } as unknown as TaskPlan],
      [run],
    )

  it.each(['val', 'val.accuracy', 'history', 'history.loss'])('that results have is no news: %s', (path) => {
    expect(messagesOf([path])).toEqual([])
  })

  it.each(['history.los', 'va', 'val.accuracy.x', 'loss'])('that no result has is told: %s', (path) => {
    expect(messagesOf([path])).toEqual([
      expect.stringContaining(`⚠ toy: allowNaN names "${path}", and no run has a metric or column of that name; `),
    ])
    expect(messagesOf([path])[0]).toContain('history.loss')
    expect(messagesOf([path])[0]).toMatch(/ → at tasks\/toy\/sweep\.ts$/)
  })

  it('is not asked of sweeps that allow nothing', () => expect(messagesOf()).toEqual([]))
})
