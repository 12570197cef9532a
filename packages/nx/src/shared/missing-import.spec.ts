import { missingImport } from './missing-import'

describe('a name that is not defined', () => {
  it.each([
    ['seeds', 'sweep', "import { seeds } from 'bocas'"],
    ['seed', 'sweep', "did you mean `seeds`? import { seeds } from 'bocas'"],
    ['series', 'run', "import { series } from 'bocas'"],
    ['tabel', 'run', "did you mean `table`? import { table } from 'bocas'"],
    ['defineFigures', 'figures', "import { defineFigures } from '@bocas/figures'"],
    ['compare', 'figures', "import { compare } from 'bocas'"],
  ] as const)('%s in the code of a %s is told with what imports it', (name, of, hint) => {
    expect(missingImport(`${name} is not defined`, of)).toBe(hint)
  })

  it.each([
    ['metric is not defined', 'sweep'],
    ['tables is not defined', 'sweep'],
    ['sweep is not a function', 'sweep'],
    ['lr is not defined', 'run'],
    ['the seed is not defined', 'sweep'],
  ] as const)('is nothing of ours: %s, of a %s', (message, of) => {
    expect(missingImport(message, of)).toBeUndefined()
  })
})
