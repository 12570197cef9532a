import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')
const rows = readFileSync(join(ROOT, 'docs', 'promises.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| promise '))

/** `a/{b,c}.spec.ts` as the two files it names. */
const filesIn = (text: string): string[] =>
  [...text.matchAll(/[\w@/.{},-]+\.(?:spec|e2e|check)\.ts/g)].flatMap(([path]) => {
    const [, head = '', names, tail = ''] = /^(.*)\{(.*)\}(.*)$/.exec(path) ?? []
    return names === undefined ? [path] : names.split(',').map((name) => `${head}${name}${tail}`)
  })

it.each(rows)('a promise says where it was tried, and has tests that exist: %s', (row) => {
  const cells = row.split(/(?<!\\)\|/).slice(1, -1)
  expect(cells).toHaveLength(3)
  const files = filesIn(cells[2]!)
  expect(files.length).toBeGreaterThan(0)
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
})

it('there are promises', () => {
  expect(rows.length).toBeGreaterThan(30)
})
