import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { plan } from '../cli/plan'
import { STATES } from './run-state'

const page = (name: string): string =>
  readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', `${name}.md`), 'utf8').replaceAll(' or ', ', ')

it.each<[string, string]>([
  ['the glossary', /^\| state of a run \| ([^:|]*)/m.exec(page('glossary'))![1]!],
  ['the page of the report', /^\| states \| ([^;|]*)/m.exec(page('report'))![1]!],
  [
    'the help of bocas plan',
    plan.details
      .split('The next call')[0]!
      .replace(/\s*\([^)]*\)/g, '')
      .replace(/^[^:]*: /, ''),
  ],
])('%s names the states of runs as the code does, in its order', (_where, words) =>
  expect(
    words
      .trim()
      .replace(/\.$/, '')
      .split(/\s*,\s*/),
  ).toEqual([...STATES]),
)
