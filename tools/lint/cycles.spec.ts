import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Linter } from 'eslint'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import { flatConfigs } from 'eslint-plugin-import-x'
import { parser } from 'typescript-eslint'
import { cycles } from './cycles'

const noCycles = cycles(flatConfigs, createTypeScriptImportResolver())

let folder: string
beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'bocas-cycles-')))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The files that are refused, of some that are in one folder. */
function refused(files: Readonly<Record<string, string>>): string[] {
  for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code)
  const linter = new Linter({ configType: 'flat', cwd: folder })
  const config = { files: ['**/*.ts'], languageOptions: { parser }, ...noCycles } as Linter.Config
  return Object.entries(files).flatMap(([name, code]) =>
    linter.verify(code, [config], { filename: join(folder, name) }).map(({ ruleId }) => `${name} ${ruleId}`),
  )
}

it('files that import each other are refused, also by way of others', () => {
  expect(
    refused({
      'a.ts': `import { b } from './b'\nexport const a = () => b`,
      'b.ts': `import { c } from './c'\nexport const b = () => c`,
      'c.ts': `import { a } from './a'\nexport const c = () => a`,
      'd.ts': `import { a } from './a'\nexport const d = () => a`,
    }),
  ).toEqual(['a.ts', 'b.ts', 'c.ts'].map((name) => `${name} import-x/no-cycle`))
})

it('a type that comes back is no import', () => {
  expect(
    refused({
      'a.ts': `import { b } from './b'\nexport type A = number\nexport const a = () => b`,
      'b.ts': `import type { A } from './a'\nexport const b: A = 1`,
    }),
  ).toEqual([])
})
