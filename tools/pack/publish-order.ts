import type { Manifest } from './manifest'

/**
 * Packages in an order in which they can be published one after another: each after those that its users install with it, so that at no
 * moment a published package asks for one that is not there.
 *
 * @throws Error that names packages which need each other.
 */
export function publishOrder<T extends { readonly manifest: Manifest }>(packages: readonly T[]): T[] {
  const left = new Map([...packages].sort(byName).map((one) => [one.manifest.name, one]))
  const order: T[] = []
  while (left.size > 0) {
    const ready = [...left.values()].find(({ manifest }) => !needs(manifest).some((name) => left.has(name)))
    if (ready === undefined) throw new Error(`packages need each other: ${[...left.keys()].join(', ')}`)
    order.push(ready)
    left.delete(ready.manifest.name)
  }
  return order
}

/** What an optional peer is, somebody installs for a purpose of its own. */
function needs({ dependencies, peerDependencies, optionalDependencies, peerDependenciesMeta }: Manifest): string[] {
  const optional = (peerDependenciesMeta ?? {}) as Readonly<Record<string, { readonly optional?: boolean }>>
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !optional[name]?.optional)
  return [...Object.keys(dependencies ?? {}), ...Object.keys(optionalDependencies ?? {}), ...peers]
}

const byName = (a: { manifest: Manifest }, b: { manifest: Manifest }): number =>
  a.manifest.name < b.manifest.name ? -1 : 1
