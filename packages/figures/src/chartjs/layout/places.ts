/** Where the names of series stand, and the small print: at the ends of lines, in the cell that the last row of panels leaves empty, or above everything. */
export interface Places {
  readonly names: 'at ends' | 'in cell' | 'above'
  readonly note: 'in cell' | 'above'
}

/** In this order: what fits into an empty cell stands there. */
const PLACES: readonly Places[] = [
  { names: 'at ends', note: 'above' },
  { names: 'in cell', note: 'in cell' },
  { names: 'in cell', note: 'above' },
  { names: 'above', note: 'in cell' },
  { names: 'above', note: 'above' },
]

/** What is tried, each layout once: what a figure does not have stands nowhere else than above, and nothing stands in a cell that there is not. */
export function placesToTry(has: {
  readonly names: boolean
  readonly note: boolean
  readonly spareCell: boolean
}): readonly Places[] {
  return PLACES.filter(
    ({ names, note }) =>
      (has.names || names === 'above') &&
      (has.note || note === 'above') &&
      (has.spareCell || (names !== 'in cell' && note !== 'in cell')),
  )
}
