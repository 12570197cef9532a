import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')
const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')
const paths = [...new Set([...text.matchAll(/`((?:packages|tools|docs)\/[^` ]*)`/g)].map(([, path]) => path!))]

it.each(paths)('CONTRIBUTING names a file or a folder that is there: %s', (path) =>
  expect(existsSync(join(ROOT, path))).toBe(true),
)

const rows = [...text.matchAll(/^\| (?!to change|-)([^|]+) \| (.+) \|$/gm)].map(
  ([, what, where]) => [what!, where!] as const,
)

it.each(rows)('CONTRIBUTING names a place for %s', (_, where) =>
  expect(where).toMatch(/`(?:packages|tools|docs)\/[^` ]+`/),
)

it('CONTRIBUTING says where to change what', () => {
  expect(paths.length).toBeGreaterThan(30)
  expect(rows.length).toBeGreaterThan(9)
})
