import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { npmClosure } from './npm-closure'

describe('the npm packages that code reaches', () => {
  let root: string
  afterEach(() => rmSync(root, { recursive: true }))

  function lock(packages: Record<string, { version: string; dependencies?: Record<string, string> }>): void {
    root = mkdtempSync(join(tmpdir(), 'bocas-closure-'))
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }))
  }
  const names = (imported: string, options = {}): string[] =>
    npmClosure(root, [{ folder: join(root, 'node_modules', imported) }], options).packages.map(
      ({ name, version }) => `${name}@${version}`,
    )

  it('are followed through the lockfile, to the nested versions that Node would load', () => {
    lock({
      'node_modules/a': { version: '1.0.0', dependencies: { b: '^2', c: '*' } },
      'node_modules/a/node_modules/b': { version: '2.0.0', dependencies: { c: '*' } },
      'node_modules/b': { version: '1.0.0' },
      'node_modules/c': { version: '3.0.0' },
      'node_modules/d': { version: '4.0.0' },
    })
    expect(names('a')).toEqual(['a@1.0.0', 'b@2.0.0', 'c@3.0.0'])
  })

  it('leave out one package and what only it needs, wherever it is needed', () => {
    lock({
      'node_modules/@bocas/tfjs': { version: '0.1.0', dependencies: { bocas: '0.1.0', tf: '^4' } },
      'node_modules/bocas': { version: '0.1.0', dependencies: { zod: '^4', shared: '*' } },
      'node_modules/shared': { version: '1.0.0' },
      'node_modules/tf': { version: '4.0.0', dependencies: { shared: '*' } },
      'node_modules/zod': { version: '4.0.0' },
    })
    expect(names('@bocas/tfjs', { without: 'bocas' })).toEqual(['@bocas/tfjs@0.1.0', 'shared@1.0.0', 'tf@4.0.0'])
    expect(names('@bocas/tfjs')).toContain('zod@4.0.0')
  })
})
