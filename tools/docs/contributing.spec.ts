import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')
const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')
const paths = [...new Set([...text.matchAll(/`((?:packages|tools|docs)\/[^` ]*)`/g)].map(([, path]) => path!))]

it.each(paths)('CONTRIBUTING names a file or a folder that is there: %s', (path) =>
  expect(existsSync(join(ROOT, path))).toBe(true),
)

it('CONTRIBUTING says where to change what', () => expect(paths.length).toBeGreaterThan(15))
