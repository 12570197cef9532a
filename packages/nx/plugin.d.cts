/** What `plugin.cjs` leads to, for whoever imports a type from it in this repository. */
export type * from './src/plugin'
