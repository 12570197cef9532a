import { installedWith, type Manifest } from './manifest'
import type { Reached } from './reached'

/**
 * What is wrong with the dependencies that a package names: code imports one that is not named, or one is named and nothing imports it.
 *
 * @param mentioned the packages that its declarations mention, where there are declarations to look at.
 */
export function dependencyProblems(
  manifest: Manifest,
  { packages, named }: Pick<Reached, 'packages' | 'named'>,
  mentioned: ReadonlySet<string> = new Set(),
): string[] {
  const { name: own } = manifest
  const installed = [...installedWith(manifest), own]
  const missing = [...packages].filter(([name]) => !installed.includes(name))
  const spoken = [...mentioned].filter((name) => !installed.includes(name) && !packages.has(name))
  const unused = Object.keys(manifest.dependencies ?? {}).filter(
    (name) => !packages.has(name) && !named.has(name) && !mentioned.has(name),
  )
  return [
    ...missing.map(([name, file]) => `${own}: ${file} imports ${name}, which package.json does not depend on`),
    ...spoken.map((name) => `${own}: its declarations mention ${name}, which package.json does not depend on`),
    ...unused.map((name) => `${own}: package.json depends on ${name}, which nothing imports`),
  ]
}
