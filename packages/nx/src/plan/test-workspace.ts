import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** For specs: a workspace in a temporary folder. */
export interface TestWorkspace {
  readonly root: string
  readonly path: (...parts: string[]) => string
  /** Writes files by workspace-relative path; what is no text is written as JSON. */
  readonly write: (files: Readonly<Record<string, unknown>>) => void
  /** A package in `node_modules` (or another folder of that name) that is its own `index.js`. */
  readonly install: (name: string, version: string, code?: string, into?: string) => void
  readonly link: (at: string, to: string) => void
  readonly remove: () => void
}

export function testWorkspace(files: Readonly<Record<string, unknown>> = {}): TestWorkspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'bocas-workspace-')))
  const path = (...parts: string[]): string => join(root, ...parts)
  const write: TestWorkspace['write'] = (written) => {
    for (const [name, content] of Object.entries(written)) {
      mkdirSync(dirname(path(name)), { recursive: true })
      writeFileSync(path(name), typeof content === 'string' ? content : JSON.stringify(content, null, 2))
    }
  }
  write({ 'nx.json': {}, 'package.json': { name: 'test', private: true }, ...files })
  return {
    root,
    path,
    write,
    install: (name, version, code = `exports.name = ${JSON.stringify(`${name}@${version}`)}`, into = 'node_modules') =>
      write({ [`${into}/${name}/package.json`]: { name, version }, [`${into}/${name}/index.js`]: code }),
    link(at, to) {
      mkdirSync(dirname(path(at)), { recursive: true })
      symlinkSync(to.startsWith('/') ? to : path(to), path(at))
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** Links `bocas` of this repository into the workspace, as npm does for workspace packages. */
export const linkBocas = ({ link }: TestWorkspace): void =>
  link('node_modules/bocas', dirname(require.resolve('bocas/package.json')))
