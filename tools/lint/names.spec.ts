import { join } from 'node:path'
import { declaredTwice, namesWithSeveralMeanings, ONE_THING } from './names'

const found = namesWithSeveralMeanings(join(__dirname, '../..'))

it('an exported name of the packages means one thing', () => {
  const several = [...found].flatMap(([name, files]) => (name in ONE_THING ? [] : [`${name}: ${files.join(', ')}`]))
  expect(several).toEqual([])
})

it('what is allowed is needed', () => {
  expect(Object.keys(ONE_THING).filter((name) => !found.has(name))).toEqual([])
})

it('is found whatever it names; overloads and what is exported again are one', () => {
  expect(
    declaredTwice([
      [
        'a.ts',
        'export const one = 1\nexport function f(): void\nexport function f(x?: number): void {}\nexport type T = 1',
      ],
      ['b.ts', 'export async function one() {}\nexport { f } from "./a"\nconst own = 1\nexport interface T {}'],
      ['c.ts', 'export abstract class T {}\n  export const indented = own'],
    ]),
  ).toEqual(
    new Map([
      ['one', ['a.ts', 'b.ts']],
      ['T', ['a.ts', 'b.ts', 'c.ts']],
    ]),
  )
})
