import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Makes the tarball of each folder, as `npm publish` would send it.
 *
 * @param into the folder for them; tarballs that are there go.
 * @returns their paths, in the order of the folders.
 */
export function makeTarballs(folders: readonly string[], into: string): string[] {
  mkdirSync(into, { recursive: true })
  for (const old of readdirSync(into).filter((name) => name.endsWith('.tgz'))) rmSync(join(into, old))
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|INIT_CWD$)/.test(name))
  const said = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', into, ...folders], {
    cwd: into,
    // Without what the npm that runs this script tells its children.
    env: Object.fromEntries(own),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  })
  return (JSON.parse(said) as { filename: string }[]).map(({ filename }) => join(into, filename))
}
