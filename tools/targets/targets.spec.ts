import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { targetsPage } from './page'

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'targets.md'), 'utf8')
const json = (file: string) => JSON.parse(readFileSync(join(__dirname, '../../packages/nx', file), 'utf8'))

it('docs/targets.md is what `npm run targets` writes', () => expect(page).toBe(targetsPage()))

it('docs/targets.md has each option of each schema, with words', () => {
  const { executors } = json('executors.json')
  const { generators } = json('generators.json')
  const schemas = new Set<string>([executors, generators].flatMap(Object.values).map(({ schema }) => schema))
  expect(schemas.size).toBeGreaterThan(10)
  for (const schema of schemas) {
    for (const [option, { description }] of Object.entries<{ description?: string }>(json(schema).properties)) {
      expect([schema, option, page.includes(`| \`${option}\``)]).toEqual([schema, option, true])
      expect([schema, option, description]).toEqual([schema, option, expect.stringMatching(/\w+/)])
    }
  }
})
