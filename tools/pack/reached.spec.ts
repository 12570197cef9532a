import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { follow } from './reached'

describe('what is shipped of a package', () => {
  let folder: string
  afterEach(() => rmSync(dirname(folder), { recursive: true }))

  function files(contents: Record<string, string>): void {
    folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'bocas-pack-'))), 'package')
    for (const [file, text] of Object.entries(contents)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
  }
  const reached = () => follow(folder, [join(folder, 'src/index.ts')])

  it('is what its entries lead to: no tests, no helpers of tests', async () => {
    files({
      'src/index.ts': `import { join } from 'node:path'\nimport { parse } from 'acorn/dist'\nexport * from './used'\nexport const p = join(String(parse), 'a')`,
      'src/used.ts': `import type { T } from './types'\nexport const used = (t: T) => t`,
      'src/types.ts': 'export type T = string',
      'src/index.spec.ts': '',
      'src/test-helper.ts': '',
    })
    const { files: shipped, packages, problems } = await reached()
    expect(shipped.map((file) => relative(folder, file)).sort()).toEqual(['src/index.ts', 'src/used.ts'])
    expect([...packages]).toEqual([['acorn', 'src/index.ts']])
    expect(problems).toEqual([])
  })

  it.each([
    ['what it requires where it is needed', 'export const late = () => require("./late") as object', ['src/late.ts']],
    ['what it imports', "export { late } from './late'", []],
    ['a package that it requires where it is needed', 'export const late = () => require("acorn") as object', []],
  ])('is loaded late: %s', async (_, code, expected) => {
    files({ 'src/index.ts': code, 'src/late.ts': 'export const late = 1' })
    expect((await reached()).late.map((file) => relative(folder, file))).toEqual(expected)
  })

  it.each([
    "require.resolve('../package.json')",
    "createRequire(__filename).resolve('../package.json')",
    "createRequire(__filename)('../package.json')",
  ])('is refused when it goes by its own place: %s', async (asked) => {
    files({
      'src/index.ts': `export { a } from './deep/a'`,
      'src/deep/a.ts': `export const a = () => ${asked} as object`,
    })
    expect((await reached()).problems).toEqual([
      `src/deep/a.ts has ${asked}, which leads elsewhere in a release: join(HERE, …) does not (packages/nx/src/here.ts)`,
    ])
  })

  it('may ask for a package by its own place', async () => {
    files({
      'src/index.ts': `export { a } from './deep/a'`,
      'src/deep/a.ts': "export const a = () => createRequire(__filename)('some-package') as object",
    })
    expect((await reached()).problems).toEqual([])
  })

  it('is refused when Node could not load it', async () => {
    files({
      'src/index.ts': `import '../../outside'\nexport const late = () => import('./late')`,
      'src/late.ts': 'export const late = 1',
      '../outside.ts': 'console.log()',
    })
    expect([...(await reached()).problems].sort()).toEqual([
      '../outside.ts is not in the package, and code of it imports that file by path',
      "src/index.ts has import('./late') of its own file: Node would not find it without its extension",
    ])
  })
})
