/**
 * What a workspace needs, written into its package.json before anything is installed, so that one install is enough. The generator `@bocas/nx:init` would
 * enter the same; tests hold both to each other.
 */
export const OWN = {
  dependencies: ['@bocas/figures', '@bocas/paper', 'bocas'],
  devDependencies: ['@bocas/nx'],
} as const

/** Tools of others, at the versions with which bocas is tested. */
export const TOOLS = { '@nx/devkit': '^24.0.0', '@types/node': '^20.19.0', nx: '24.0.6', typescript: '~5.9.3' } as const
