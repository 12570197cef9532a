import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sha256, workspacePaths, type WorkspacePaths } from 'bocas/internal'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import { viewCheck } from './held-against-lock'
import { lockText } from './lock-file'

const KEY = 'a'.repeat(64)
const [MINE, NAMED] = ['{"mine":1}\n', '{"named":1}\n']

describe('a view', () => {
  let workspace: TestWorkspace
  let paths: WorkspacePaths
  let view: string
  beforeEach(() => {
    workspace = testWorkspace({})
    paths = workspacePaths(workspace.root)
    view = paths.artifacts('toy', 'run')
  })
  afterEach(() => workspace.remove())

  const write = (file: string, text: string): void => {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const lockNames = (record: string): void => {
    const named = {
      key: KEY,
      result: sha256(record),
      run: 'toy/run',
      pack: sha256('x'),
      bytes: 1,
      large: {},
      executions: [],
    }
    write(paths.resultsLock, lockText({ results: [named] }))
  }

  it.each<[string, { view?: string; entry?: string; lock?: string; record?: string }, string | undefined]>([
    ['that is not there', { lock: NAMED }, undefined],
    ['of which git says nothing', { view: MINE }, undefined],
    ['that git names', { view: NAMED, lock: NAMED }, undefined],
    ['that the store has', { view: MINE, entry: MINE, lock: NAMED }, undefined],
    ['that the store had until it was put aside', { view: MINE, record: MINE, lock: NAMED }, undefined],
    ['that is none of those that git names', { view: MINE, lock: NAMED }, 'foreign-result'],
    ['that the store has otherwise', { view: MINE, entry: '{}', lock: NAMED }, 'foreign-result'],
    ['that differs from what was just read of the store', { view: MINE, record: '{}', lock: NAMED }, 'foreign-result'],
  ])('%s', (_, { entry, record, ...has }, code) => {
    if (has.view !== undefined) write(join(view, 'result.json'), has.view)
    if (entry !== undefined) write(join(paths.entry(KEY), 'result.json'), entry)
    if (has.lock !== undefined) lockNames(has.lock)
    expect(viewCheck(paths)(KEY, view, record)?.code).toBe(code)
  })
})
