import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTree } from '@nx/devkit/testing'
import { addRandom, checkRandom } from './random-file'

describe('library/random.ts', () => {
  it('is the file that this repository uses and tests', () => {
    const tree = createTree()
    expect(addRandom(tree)).toEqual([])
    expect(tree.read('library/random.ts', 'utf8')).toBe(
      readFileSync(join(__dirname, '../../../../../library/random.ts'), 'utf8'),
    )
  })

  it('is left as it is, and must export what is imported from it', () => {
    const tree = createTree()
    tree.write('library/random.ts', 'export const mine = 1')
    expect(addRandom(tree)).toEqual(['library/random.ts'])
    expect(tree.read('library/random.ts', 'utf8')).toBe('export const mine = 1')
    expect(checkRandom(tree)[0]!.message).toContain('library/random.ts exists and exports no rng')
  })

  it.each([
    ['export function rng(seed: number) {}', true],
    ['export const rng = (seed: number) => 1', true],
    ['function rng() {}\nexport { drawn, rng }', true],
    ['function rng() {}', false],
    ['export function rngs() {}', false],
  ])('%j will do: %s', (text, will) => {
    const tree = createTree()
    tree.write('library/random.ts', text)
    expect(checkRandom(tree).length === 0).toBe(will)
  })
})
