import { updateJson, type Tree } from '@nx/devkit'
import { layoutIn } from '../shared/layout-in'

interface Manifest {
  scripts?: Record<string, string>
}

/**
 * Enters in package.json what a person types most.
 *
 * @param tsconfig by which types are checked.
 * @returns scripts that meant something else already: each is left as it was.
 */
export function addScripts(tree: Tree, tsconfig: string): string[] {
  const project = tsconfig === 'tsconfig.json' ? '' : ` -p ${tsconfig}`
  const paper = layoutIn(tree).papers[0]!.name
  const scripts: Readonly<Record<string, string>> = {
    paper: `nx run ${paper}:build`,
    figures: 'nx run-many -t figures',
    experiment: 'nx run-many -t experiment',
    check: `tsc --noEmit${project} && nx run ${paper}:check`,
  }
  const left: string[] = []
  updateJson<Manifest>(tree, 'package.json', (manifest) => {
    const before = manifest.scripts ?? {}
    left.push(...Object.keys(scripts).filter((name) => name in before && before[name] !== scripts[name]))
    return { ...manifest, scripts: { ...before, ...scripts, ...before } }
  })
  return left.map((name) => `the script "${name}" of package.json`)
}
