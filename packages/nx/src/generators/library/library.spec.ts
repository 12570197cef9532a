import { type Tree } from '@nx/devkit'
import { createTree } from '@nx/devkit/testing'
import libraryGenerator from './library'

const generate = (tree: Tree, name: string) => libraryGenerator(tree, { name, skipFormat: true })

describe('nx g @bocas/nx:library', () => {
  it.each([
    ['scores', 'scores'],
    ['mean-error', 'meanError'],
    ['top_5.k', 'top5K'],
    ['2d', 'the2d'],
    ['delete', 'theDelete'],
  ])('creates library/%s.ts with a function %s', async (name, word) => {
    const tree = createTree()
    await generate(tree, name)
    const text = tree.read(`library/${name}.ts`, 'utf8')!
    expect(text).toContain(`export function ${word}(said`)
    expect(text).toContain(`import { ${word} } from '../../library/${name}'`)
  })

  it('refuses what exists, and names that will not do', async () => {
    const tree = createTree()
    tree.write('library/scores.ts', 'mine')
    await expect(generate(tree, 'scores')).rejects.toThrow(
      /^1 problem in nx g @bocas\/nx:library scores\n✖ library\/scores\.ts exists, and nothing is overwritten/,
    )
    await expect(generate(tree, 'a/b')).rejects.toThrow(
      /is a path: the file goes to library\/\n {2}you could write: nx g @bocas\/nx:library b/,
    )
    expect(tree.read('library/scores.ts', 'utf8')).toBe('mine')
  })
})
