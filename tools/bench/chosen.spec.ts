import { chosenOf } from './chosen'
import type { Contender } from './contender'

const contender = (name: string, against?: Contender['against']): Contender => ({
  name,
  ...(against === undefined ? {} : { against }),
  measure: () => Promise.resolve({ wall: 1, cpu: null }),
})
const all = [
  contender('bocas', [{ name: 'floor' }, { name: 'make: echo', goal: 2 }]),
  contender('floor'),
  contender('make: echo'),
]

it('is everyone when nobody is named', () => {
  expect(chosenOf(all, undefined)).toBe(all)
})

it('is who has a name with one of the texts in it, measured against the chosen only', () => {
  const chosen = chosenOf(all, ['bocas', 'make'])
  expect(chosen.map(({ name }) => name)).toEqual(['bocas', 'make: echo'])
  expect(chosen[0]!.against).toEqual([{ name: 'make: echo', goal: 2 }])
})

it('is refused with all names when a text is in none', () => {
  expect(() => chosenOf(all, ['bocas', 'snake'])).toThrow(
    '--contenders snake: no contender is called so; there are: bocas, floor, make: echo',
  )
})
