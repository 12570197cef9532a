import { detectPackageManager, type PackageManager, type Tree } from '@nx/devkit'

/** How things are typed with the package manager of a workspace, where `nx` is not on the PATH. */
export interface Commands {
  readonly manager: PackageManager
  /** `npx nx` */
  readonly nx: string
  /** `npx bocas` */
  readonly bocas: string
  /** A script of package.json: `npm run paper` */
  script(name: string): string
}

const EXEC: Readonly<Record<PackageManager, string>> = { npm: 'npx', pnpm: 'pnpm exec', yarn: 'yarn', bun: 'bunx' }

/** By the package manager whose lockfile is there; npm where there is none, unless another one has called. */
export function commandsOf({ root }: Pick<Tree, 'root'>): Commands {
  const manager = detectPackageManager(root)
  const exec = EXEC[manager]
  return { manager, nx: `${exec} nx`, bocas: `${exec} bocas`, script: (name) => `${manager} run ${name}` }
}
