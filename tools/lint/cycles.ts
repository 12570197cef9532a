import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import { flatConfigs } from 'eslint-plugin-import-x'

/** Refuses files that import each other, by whatever way: one of them is not there yet when the other is loaded. Types do not count. */
export const cycles = {
  plugins: flatConfigs.recommended.plugins,
  settings: { ...flatConfigs.typescript.settings, 'import-x/resolver-next': [createTypeScriptImportResolver()] },
  rules: { 'import-x/no-cycle': 'error' as const },
}
