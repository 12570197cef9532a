import { chosenOf, nobodyCalled } from './chosen'
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
  expect(chosenOf(all, undefined)).toEqual({ contenders: all, unknown: [] })
})

it('is who has a name with one of the texts in it, measured against the chosen only', () => {
  const { contenders: chosen, unknown } = chosenOf(all, ['bocas', 'make'])
  expect(chosen.map(({ name }) => name)).toEqual(['bocas', 'make: echo'])
  expect(chosen[0]!.against).toEqual([{ name: 'make: echo', goal: 2 }])
  expect(unknown).toEqual([])
})

it('goes without a text that names nobody, and says so', () => {
  const { contenders, unknown } = chosenOf(all, ['bocas', 'snake'])
  expect(contenders.map(({ name }) => name)).toEqual(['bocas'])
  expect(nobodyCalled(unknown, all)).toBe(
    '--contenders snake: no contender is called so; there are: bocas, floor, make: echo',
  )
})

it('is refused with all names when nobody is left', () => {
  expect(() => chosenOf(all, ['snake', 'drake'])).toThrow(
    '--contenders snake,drake: no contender is called so; there are: bocas, floor, make: echo',
  )
})
