import { canonicalJson, groupBy, type PinnedPackage } from 'bocas/internal/light'
import type { Change } from './config-changes'

/** Which npm packages differ. A package that only depends on one that differs is not named. */
export function packageChanges(from: readonly PinnedPackage[], to: readonly PinnedPackage[]): Change[] {
  const byName = (packages: readonly PinnedPackage[]) => groupBy(packages, ({ name }) => name)
  const [before, now] = [byName(from), byName(to)]
  const names = [...new Set([...before.keys(), ...now.keys()])].sort()
  const versions = names.flatMap((name) => versionChange(name, before.get(name) ?? [], now.get(name) ?? []))
  if (versions.length > 0) return versions
  return names.flatMap((name): Change[] =>
    canonicalJson(before.get(name)!) === canonicalJson(now.get(name)!)
      ? []
      : [{ kind: 'package', what: name, how: 'changed', text: `${name} is given other versions of its dependencies` }],
  )
}

function versionChange(name: string, before: readonly PinnedPackage[], now: readonly PinnedPackage[]): Change[] {
  const [was, is] = [versionsOf(before), versionsOf(now)]
  const change = (how: Change['how'], text: string): Change[] => [
    { kind: 'package', what: name, how, text: `${name} ${text}` },
  ]
  if (before.length === 0) return change('new', `${is} is new`)
  if (now.length === 0) return change('gone', `${was} is no longer needed`)
  if (was !== is) return change('changed', `${was} → ${is}`)
  const all = (packages: readonly PinnedPackage[], of: 'integrity' | 'content'): string =>
    packages
      .map((pinned) => pinned[of])
      .sort()
      .join()
  if (all(before, 'integrity') !== all(now, 'integrity'))
    return change('changed', `${is} has another content (its integrity changed)`)
  return all(before, 'content') === all(now, 'content')
    ? []
    : change('changed', `${is} has other files in node_modules (changed in place, or linked in)`)
}

const versionsOf = (packages: readonly PinnedPackage[]): string =>
  [...new Set(packages.map(({ version }) => version))].sort().join(' and ')
