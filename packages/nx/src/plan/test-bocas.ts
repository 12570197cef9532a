import { mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import type { TestWorkspace } from './test-workspace'

/**
 * For specs that are not about `bocas` itself: it is in the workspace as an installed package of one file. Of one that is linked as source planning reads each of its hundreds
 * of files, for every entry of every new workspace.
 */
export const installBocas = ({ link }: TestWorkspace): void => link('node_modules/bocas', (bundled ??= bundledBocas()))

let bundled: string | undefined

function bundledBocas(): string {
  const folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'bocas-bundled-'))), 'node_modules', 'bocas')
  buildSync({
    entryPoints: [require.resolve('bocas')],
    outfile: join(folder, 'index.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  })
  const manifest = JSON.parse(readFileSync(require.resolve('bocas/package.json'), 'utf8')) as object
  const exports = { '.': './index.mjs', './package.json': './package.json' }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, exports, dependencies: {} }))
  return folder
}
