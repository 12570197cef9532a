import type { Manifest } from './manifest'
import { publishOrder } from './publish-order'

const pack = (name: string, fields: Partial<Manifest> = {}) => ({ manifest: { name, version: '1.0.0', ...fields } })
const names = (packages: { manifest: Manifest }[]): string[] => publishOrder(packages).map((one) => one.manifest.name)

describe('the order of publishing', () => {
  it('puts a package after what it needs, by whatever field, and else goes by name', () => {
    expect(
      names([
        pack('create', { dependencies: { nx: '1' } }),
        pack('nx', { dependencies: { core: '1', zod: '4' }, peerDependencies: { figures: '1' } }),
        pack('paper', { optionalDependencies: { core: '1' } }),
        pack('figures', { dependencies: { core: '1' } }),
        pack('core'),
      ]),
    ).toEqual(['core', 'figures', 'nx', 'create', 'paper'])
  })

  it('does not wait for an optional peer', () => {
    const nx = pack('a', { peerDependencies: { b: '1' }, peerDependenciesMeta: { b: { optional: true } } })
    expect(names([pack('b', { dependencies: { a: '1' } }), nx])).toEqual(['a', 'b'])
  })

  it('refuses a circle', () => {
    expect(() => names([pack('a', { dependencies: { b: '1' } }), pack('b', { dependencies: { a: '1' } })])).toThrow(
      'packages need each other: a, b',
    )
  })
})
