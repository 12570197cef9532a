import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { workspacePaths } from 'bocas/internal'
import type { WantedRun } from '../launch/specification'
import type { FolderWatch } from '../leftovers/watch-folders'
import { lossOf } from './look-for-loss'

let root: string
beforeEach(() => (root = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-loss-'))))
afterEach(() => rmSync(root, { recursive: true, force: true }))

const KEYS = ['a', 'b', 'c']
const done = KEYS.map((key) => ({ plan: { task: 'toy' }, run: { name: key, key } }) as unknown as WantedRun)
const folders = { lost: () => [{ path: join(root, '.bocas/work'), how: 'removed' }] } as unknown as FolderWatch

it('is looked for when nothing is removed any more', async () => {
  const paths = workspacePaths(root)
  const files = [
    ...KEYS.flatMap((key) => [paths.entry(key), paths.artifacts('toy', key)]),
    ...KEYS.map((name) => join(root, 'node_modules', name)),
  ].map((folder) => join(folder, 'result.json'))
  for (const file of files) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '{}')
  }
  // As `git clean` goes on: the store, the packages one by one, and last the copies.
  const left = [
    () => rmSync(paths.entry('a'), { recursive: true }),
    () => rmSync(paths.store, { recursive: true }),
    ...KEYS.map((name) => () => rmSync(join(root, 'node_modules', name), { recursive: true })),
    () => rmSync(join(root, 'node_modules'), { recursive: true }),
    () => rmSync(paths.artifacts('toy', 'b'), { recursive: true }),
  ]
  const cleaning = setInterval(() => (left.shift() ?? (() => clearInterval(cleaning)))(), 700)
  try {
    expect(await lossOf(paths, folders, done, 4)).toMatchObject({
      finished: 3,
      stored: 0,
      copied: 2,
      interrupted: 4,
      artifactsDir: 'paper/artifacts',
      isInstalled: false,
    })
    expect(left).toEqual([])
  } finally {
    clearInterval(cleaning)
  }
})
