import { packedReadme, relativeLinks } from './readme'

const text = `See [the gallery](../../docs/gallery.md), ([tables](../../docs/tables.md#marks "marks")) and ![a figure](figure.png);
[Nx](https://nx.dev), [below](#below), [by mail](mailto:a@b.org) and \`runs[0](x)\` stay; [[1]](../x.md)`

describe('the README of a release', () => {
  it.each([
    'git+https://github.com/owner/name.git',
    'https://github.com/owner/name',
    'github:owner/name',
    'owner/name',
    { type: 'git', url: 'git+https://github.com/owner/name.git', directory: 'packages/figures' },
  ])('links to the repository that is %j', (repository) => {
    const packed = packedReadme(text, 'packages/figures', repository)
    expect(packed).toContain('[the gallery](https://github.com/owner/name/blob/HEAD/docs/gallery.md),')
    expect(packed).toContain('([tables](https://github.com/owner/name/blob/HEAD/docs/tables.md#marks))')
    expect(packed).toContain('![a figure](https://github.com/owner/name/raw/HEAD/packages/figures/figure.png)')
    expect(packed).toContain('[[1]](https://github.com/owner/name/blob/HEAD/packages/x.md)')
    expect(packed).toContain('[Nx](https://nx.dev), [below](#below), [by mail](mailto:a@b.org)')
    expect(packed).toContain('`runs[0](x)` stay')
    expect(relativeLinks(packed)).toEqual([])
  })

  it('has words in the place of links where nobody says what the repository is', () => {
    expect(packedReadme('a [b](../c.md) d', 'packages/figures', undefined)).toBe('a b d')
    expect(packedReadme('![b](c.png)', 'packages/figures', {})).toBe('b')
  })

  it('is looked through for links that lead nowhere', () => {
    expect(relativeLinks('[a](b.md) ![c](./d.png) [e](https://x.org/b.md) [f](#g)')).toEqual([
      '[a](b.md)',
      '![c](./d.png)',
    ])
  })
})
