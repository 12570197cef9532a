/** The managers of packages whose lockfiles are read, the first that is there: what it is called, and how what it says is installed. */
export const PACKAGE_MANAGERS = {
  npm: { lockfile: 'package-lock.json', install: 'npm ci', mend: 'npm install' },
  pnpm: { lockfile: 'pnpm-lock.yaml', install: 'pnpm install --frozen-lockfile', mend: 'pnpm install' },
  yarn: { lockfile: 'yarn.lock', install: 'yarn install --frozen-lockfile', mend: 'yarn install' },
  bun: { lockfile: 'bun.lock', install: 'bun install --frozen-lockfile', mend: 'bun install' },
} as const

export type ManagerName = keyof typeof PACKAGE_MANAGERS
