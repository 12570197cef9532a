/** The tools of others that a workspace is given, at the versions with which this repository tests; a test holds them to its package.json. */
export const VERSIONS: Readonly<Record<string, string>> = {
  '@nx/devkit': '^24.0.0',
  '@types/node': '^20.19.0',
  nx: '24.0.6',
  typescript: '~5.9.3',
}
