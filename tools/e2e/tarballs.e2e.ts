import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { REPOSITORY } from './rig/places'
import { releasedTarballs } from './rig/released'

jest.setTimeout(600_000)

const base = mkdtempSync(join(tmpdir(), 'bocas-tarballs-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

function check(folder: string): { said: string; code: number | null } {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join('tools', 'pack', 'check', 'main.mts'), folder],
    { cwd: REPOSITORY, encoding: 'utf8' },
  )
  return { said: stdout + stderr, code: status }
}

describe('the tarballs that `npm run pack` leaves', () => {
  it('are one of each package, and nothing is wrong with them', () => {
    const tarballs = releasedTarballs()
    expect(readdirSync(tarballs)).toHaveLength(readdirSync(join(REPOSITORY, 'packages')).length)
    const { said, code } = check(tarballs)
    expect(said).toMatch(/^\| package \| tarball \|.*\n(\|.*\n)+$/)
    expect(code).toBe(0)
  })

  it('are refused with all that is wrong', () => {
    const broken = join(base, 'broken')
    const folder = join(broken, 'package')
    mkdirSync(broken)
    const whole = join(
      releasedTarballs(),
      readdirSync(releasedTarballs()).find((name) => /^bocas-\d/.test(name))!,
    )
    execFileSync('tar', ['-xzf', whole, '-C', broken])
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>
    const { engines: _engines, ...rest } = manifest
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ ...rest, types: './src/nowhere.d.ts', exports: { '.': './src/index.js' }, private: true }),
    )
    writeFileSync(join(folder, 'README.md'), 'All of it: [papers](../../docs/papers.md).\n')
    writeFileSync(join(folder, 'src', 'run.spec.js'), '')
    cpSync(join(folder, 'src', 'index.js'), join(folder, 'src', 'left-over.ts'))
    writeFileSync(join(folder, 'src', 'index.js.map'), '{}')
    rmSync(join(folder, 'src', 'index.d.ts'))
    execFileSync(
      'tar',
      ['-czf', 'bocas.tgz', 'package/LICENSE', 'package/README.md', 'package/package.json', ...filesOf(folder)],
      {
        cwd: broken,
      },
    )
    rmSync(folder, { recursive: true })

    const { said, code } = check(broken)
    expect(code).toBe(1)
    for (const what of [
      'bocas: src/run.spec.js is a test',
      'bocas: src/index.js.map is of a source that is not in the package',
      'bocas: src/left-over.ts is TypeScript',
      'bocas: src/left-over.ts is not on record',
      'bocas: README.md: [papers](../../docs/papers.md) leads nowhere',
      'bocas: package.json says no engines.node',
      'bocas: package.json still has private',
      'bocas: publint: ',
      'bocas: arethetypeswrong: ',
    ])
      expect(said).toContain(what)
  })
})

const filesOf = (folder: string): string[] =>
  readdirSync(join(folder, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length - 'package'.length))
