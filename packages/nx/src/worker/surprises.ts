import { createRequire } from 'node:module'
import { relative, sep } from 'node:path'
import type { RunSpecification } from '../host/run-specification'

/**
 * What the process has loaded although the run key knows nothing of it: modules of the workspace outside the bundle, and packages
 * outside the closure. Such a result would go stale without a word.
 */
export function findSurprises(spec: RunSpecification): string[] {
  const allowed = new Set(spec.packages)
  const surprises = new Set<string>()
  for (const file of Object.keys(createRequire(spec.bundle).cache)) {
    // The worker itself, which a release has among its packages.
    if (file === __filename) continue
    const own = relative(spec.root, file).split(sep).join('/')
    const inPackage = own.split('node_modules/').at(-1)!
    if (own.includes('node_modules/')) {
      const name = inPackage.split('/', inPackage.startsWith('@') ? 2 : 1).join('/')
      if (!allowed.has(name)) {
        surprises.add(
          `the run loaded the package ${name}, which its code does not import: import it in run.ts so that its version is in the run key`,
        )
      }
    } else if (!own.startsWith('..') && !own.startsWith('.bocas/')) {
      surprises.add(
        `the run loaded ${own} by a path that cannot be seen in its code: import it, so that it is in the run key`,
      )
    }
  }
  return [...surprises].sort()
}
