import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parsePenguins } from './data'

const adelie = {
  Species: 'Adelie',
  Island: 'Torgersen',
  'Beak Length (mm)': 39.1,
  'Beak Depth (mm)': 18.7,
  'Flipper Length (mm)': 181,
  'Body Mass (g)': 3750,
  Sex: 'MALE',
}
const parse = (...rows: unknown[]) => parsePenguins(JSON.stringify(rows), 'penguins.json')
const unmeasured = {
  'Beak Length (mm)': null,
  'Beak Depth (mm)': null,
  'Flipper Length (mm)': null,
  'Body Mass (g)': null,
}

describe('parsePenguins', () => {
  it('reads the 344 penguins of the package and leaves out the two of which nothing was measured', () => {
    const file = join(__dirname, '../../node_modules/vega-datasets/data/penguins.json')
    const { penguins, leftOut } = parsePenguins(readFileSync(file, 'utf8'), 'penguins.json')
    expect([penguins.length, leftOut]).toEqual([342, 2])
    expect([0, 1, 2].map((species) => penguins.filter((penguin) => penguin.species === species).length)).toEqual([
      151, 68, 123,
    ])
    expect(penguins.filter((penguin) => penguin.sex === null)).toHaveLength(9)
    expect(penguins.flatMap((penguin) => penguin.measurements)).not.toContain(null)
  })

  it('reads a penguin', () => {
    expect(parse(adelie).penguins).toEqual([{ species: 0, measurements: [39.1, 18.7, 181, 3750], sex: 'MALE' }])
  })

  it('keeps what is missing as null, and reads "." as an unknown sex', () => {
    const { penguins, leftOut } = parse({ ...adelie, 'Beak Depth (mm)': null, Sex: '.' }, { ...adelie, Sex: null })
    expect(penguins[0]).toEqual({ species: 0, measurements: [39.1, null, 181, 3750], sex: null })
    expect(penguins[1]!.sex).toBeNull()
    expect(leftOut).toBe(0)
  })

  it('leaves out and counts a penguin of which nothing was measured', () => {
    expect(parse(adelie, { ...adelie, ...unmeasured })).toMatchObject({ penguins: [{ species: 0 }], leftOut: 1 })
  })

  it('lists everything that is wrong at once, with its place and what was allowed', () => {
    const { 'Body Mass (g)': _, ...massless } = adelie
    expect(() =>
      parse({ ...adelie, Species: 'Emperor', Sex: 'male' }, massless, { ...adelie, 'Beak Depth (mm)': '18' }),
    ).toThrow(
      [
        'penguins.json is not the table of penguins this task knows:',
        '✖ Expected one of Adelie, Chinstrap, Gentoo, but found "Emperor" → at [0]["Species"]',
        '✖ Expected "FEMALE", "MALE", "." or null, but found "male" → at [0]["Sex"]',
        '✖ Expected a number above 0, or null, but found nothing → at [1]["Body Mass (g)"]',
        '✖ Expected a number above 0, or null, but found "18" → at [2]["Beak Depth (mm)"]',
      ].join('\n'),
    )
  })

  it('shows ten problems and counts the others', () => {
    const wrong = Array.from({ length: 12 }, () => ({ ...adelie, Sex: '?' }))
    expect(() => parse(...wrong)).toThrow(/\[9\]\["Sex"\]\n {2}… and 2 more$/)
  })

  it.each([
    ['no JSON', '{', /^✖ This is not JSON: .* → at penguins\.json$/],
    ['no list', '{"a": 1}', /^✖ Expected a list of objects, one per penguin → at penguins\.json$/],
    ['an empty list', '[]', /^✖ Expected a list of objects/],
    ['a list of other things', '[1]', /^✖ Expected a list of objects/],
  ])('refuses %s', (_, text, message) => {
    expect(() => parsePenguins(text, 'penguins.json')).toThrow(message)
  })
})
