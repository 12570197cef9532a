import type { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import type { flatConfigs } from 'eslint-plugin-import-x'

/**
 * Refuses files that import each other, by whatever way: one of them is not there yet when the other is loaded. Types do not count.
 *
 * @param configs those of the plugin: whoever calls has loaded it, for the loader of TypeScript would load a second ESLint with it.
 */
export const cycles = (configs: typeof flatConfigs, resolver: ReturnType<typeof createTypeScriptImportResolver>) => ({
  plugins: configs.recommended.plugins,
  settings: { ...configs.typescript.settings, 'import-x/resolver-next': [resolver] },
  rules: { 'import-x/no-cycle': 'error' as const },
})
