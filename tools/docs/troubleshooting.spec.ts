import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')
const page = readFileSync(join(ROOT, 'docs/troubleshooting.md'), 'utf8')

/** Words of Nx. */
const OF_NX = ['Cannot find project', 'No tasks were run']

/** What somebody sees, as the first column quotes it: `…` stands for other words, and names are examples. */
const seen = [...page.matchAll(/^\| ([^|]*) \|/gm)]
  .flatMap(([, cell]) => [...cell!.matchAll(/`([^`]+)`/g)].map(([, words]) => words!))
  .filter((words) => !words.startsWith('bocas '))
const partsOf = (words: string): string[] =>
  words
    .split(/…|"|'[^']*'/)
    .map((part) => part.replace(/^[\s,]+|[\s,]+$/g, ''))
    .filter((part) => part.length > 1)

/** Every message of docs/errors.md was provoked by a test; what a command prints beside them is in its code. */
const said = [
  readFileSync(join(ROOT, 'docs/errors.md'), 'utf8'),
  ...readdirSync(join(ROOT, 'packages/nx/src/cli/watching'))
    .filter((name) => !name.includes('.spec.'))
    .map((name) => readFileSync(join(ROOT, 'packages/nx/src/cli/watching', name), 'utf8')),
].join('\n')

it.each(seen)('docs/troubleshooting.md quotes %s as it is printed', (words) => {
  const parts = partsOf(words)
  expect(parts).not.toEqual([])
  expect(parts.filter((part) => !OF_NX.includes(part) && !said.includes(part))).toEqual([])
})
