import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const PLUGIN = join(__dirname, '../../packages/nx')
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(PLUGIN, path), 'utf8'))

interface Migration {
  readonly version?: string
  readonly description?: string
  readonly implementation?: string
  readonly factory?: string
}

interface Migrations {
  readonly generators?: Readonly<Record<string, Migration>>
  readonly packageJsonUpdates?: Readonly<Record<string, { readonly version?: string; readonly packages?: object }>>
}

/** What would keep `nx migrate @bocas/nx` from doing what the file says. */
function problems({ generators = {}, packageJsonUpdates = {} }: Migrations, has: (path: string) => boolean): string[] {
  const versions = Object.entries({ ...generators, ...packageJsonUpdates }).filter(
    ([, { version }]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version ?? ''),
  )
  return [
    ...versions.map(([name]) => `${name} says no version`),
    ...Object.entries(generators).flatMap(([name, { description, implementation, factory }]) => [
      ...(description ? [] : [`${name} says not what it does`]),
      ...(has(implementation ?? factory ?? '') ? [] : [`${name} has no code`]),
    ]),
    ...Object.entries(packageJsonUpdates).flatMap(([name, { packages }]) =>
      Object.keys(packages ?? {}).length > 0 ? [] : [`${name} updates no package`],
    ),
  ]
}

describe('the migrations of the plugin', () => {
  it('are found by nx migrate, in the repository and once installed', () => {
    const manifest = readJson('package.json') as {
      'nx-migrations': { migrations: string }
      exports: Record<string, string>
    }
    expect(manifest['nx-migrations']).toEqual({ migrations: './migrations.json' })
    expect(manifest.exports['./migrations.json']).toBe('./migrations.json')
  })

  it('have each a version, words and code', () => {
    const found = readJson('migrations.json') as Migrations
    expect(Object.keys(found)).toEqual(expect.arrayContaining(['generators', 'packageJsonUpdates']))
    expect(problems(found, (path) => existsSync(join(PLUGIN, path)))).toEqual([])
  })

  it('are refused where one of these is missing', () => {
    const whole = { version: '1.0.0', description: 'Renames.', implementation: './a.cjs' }
    const said = (migration: Migration, code = './a.cjs') =>
      problems({ generators: { a: migration } }, (path) => path === code)
    expect(said(whole)).toEqual([])
    expect(said(whole, './b.cjs')).toEqual(['a has no code'])
    expect(said({ ...whole, version: 'next' })).toEqual(['a says no version'])
    expect(said({ implementation: './a.cjs' })).toEqual(['a says no version', 'a says not what it does'])
    expect(problems({ packageJsonUpdates: { a: { version: '1.0.0', packages: {} } } }, () => true)).toEqual([
      'a updates no package',
    ])
  })
})
