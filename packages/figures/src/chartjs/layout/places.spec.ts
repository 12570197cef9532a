import { placesToTry } from './places'

const tried = (names: boolean, note: boolean, spareCell: boolean): string[] =>
  placesToTry({ names, note, spareCell }).map((one) => `${one.names}, ${one.note}`)

it.each([
  [true, true, true, ['at ends, above', 'in cell, in cell', 'in cell, above', 'above, in cell', 'above, above']],
  [true, false, true, ['at ends, above', 'in cell, above', 'above, above']],
  [false, true, true, ['above, in cell', 'above, above']],
  [true, true, false, ['at ends, above', 'above, above']],
  [false, false, true, ['above, above']],
  [false, false, false, ['above, above']],
])('names %s, note %s, spare cell %s: no layout is tried twice', (names, note, spareCell, expected) =>
  expect(tried(names, note, spareCell)).toEqual(expected),
)
