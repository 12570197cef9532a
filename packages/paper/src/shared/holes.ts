/** What the last page of a draft says above the list of what is missing, and in its place when nothing is. */
export const HOLES = 'Holes in this draft'
export const NO_HOLES = 'Nothing is missing: the paper itself can be built.'
export const holesLead = (count: number): string =>
  count === 1 ? 'This draft has one hole.' : `This draft has ${count} holes.`
