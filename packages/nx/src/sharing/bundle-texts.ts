import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { untar } from 'bocas/internal/store'
import type { PinnedPackage } from 'bocas/internal/light'
import { readJson } from '../shared/read-json'
import { columns } from '../shared/words'
import type { ResultsLock } from './lock-file'

/** Every package that the code of a run reaches, once for each version. */
export function packagesOf({ results }: ResultsLock, placeOf: (digest: string) => string): PinnedPackage[] {
  const found = new Map<string, PinnedPackage>()
  for (const { pack } of results) {
    const text = untar(readFileSync(placeOf(pack)))
      .get('ingredients.json')
      ?.toString()
    const recorded = text === undefined ? undefined : (JSON.parse(text) as Recorded | null)
    for (const one of recorded?.ingredients?.packages ?? []) found.set(`${one.name}@${one.version}`, one)
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

interface Recorded {
  readonly ingredients?: { readonly packages?: readonly PinnedPackage[] }
}

export function licences(root: string, packages: readonly PinnedPackage[]): string {
  const rows = packages.map(({ name, version }) => {
    const manifest = readJson<{ version?: string; license?: unknown }>(join(root, 'node_modules', name, 'package.json'))
    const isIt = manifest?.version === version
    const licence = typeof manifest?.license === 'string' ? manifest.license : 'its package.json names none'
    return [name, version, isIt ? licence : 'not installed at the top of node_modules: see its page on npm']
  })
  return [
    'The packages that the runs of this paper use, with the licences that they name. The licence of the code itself is in code/.',
    '',
    ...columns([['package', 'version', 'licence'], ...rows]),
    '',
  ].join('\n')
}

export const readme = (
  commit: string,
): string => `This is the archive of a paper, made by bocas bundle at commit ${commit}.

  code/              all that git tracks
  results.lock.json  which results belong to it: by the key of a run, the SHA-256 of its result
  objects/           the results; each file has the SHA-256 that is its name
  LICENCES.txt       the packages that its runs use

To work with it, or to check it: unpack it, install what code/ needs (npm ci in it), and call there
  npx bocas pull <this archive>     takes the results into the store, every byte checked
  npx bocas verify                  reads all of them again
  npx nx run paper:build            draws the figures and builds the paper from them, executing no run
A clone of the repository does as well in place of code/: then git says which results they have to be.
`
