import type { Problem } from 'bocas/internal'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { testWorkspace, type TestWorkspace } from '../../plan/test-workspace'
import { checkTypes, readErrors } from './check-types'

jest.setTimeout(120_000)

describe('what tsc prints', () => {
  it.each<[said: string, problems: readonly Problem[]]>([
    ['', []],
    [
      "tasks/a/run.ts(3,17): error TS2339: Property 'raet' does not exist on type 'A'.\n  Property 'raet' does not exist.\n    And more.\n",
      [
        {
          code: 'wrong-types',
          message: "tasks/a/run.ts:3:17 Property 'raet' does not exist on type 'A'. (TS2339)",
          hint: "Property 'raet' does not exist.\nAnd more.",
        },
      ],
    ],
    [
      "tasks\\a\\run.ts(1,1): error TS1: x\r\nerror TS5083: Cannot read file 'x'.\r\n",
      [
        { code: 'wrong-types', message: 'tasks/a/run.ts:1:1 x (TS1)' },
        { code: 'wrong-types', message: "Cannot read file 'x'. (TS5083)" },
      ],
    ],
  ])('%j is read', (expected, problems) => expect(readErrors(expected)).toEqual(problems))
})

describe('the types of a task', () => {
  let workspace: TestWorkspace
  beforeEach(() => {
    workspace = testWorkspace({
      'package.json': { name: 'x', type: 'module' },
      'tasks/a/sweep.ts': 'export default { tactic: { rate: 0.1 } }\n',
      'tasks/a/run.ts':
        "import grid from './sweep.js'\nimport { half } from '../../library/half.js'\nexport const run = () => ({ loss: half(grid.tactic.rate) })\n",
      'library/half.ts': 'export const half = (value: number): number => value / 2\n',
      'tasks/b/run.ts': 'export const run: number = "b"\n',
    })
  })
  afterEach(() => workspace.remove())
  const install = (): void =>
    symlinkSync(join(__dirname, '../../../../../node_modules/typescript'), workspace.path('node_modules/typescript'))

  it('are right, or wrong with file and line, also in what the task imports and in no other task', async () => {
    workspace.write({ 'node_modules/.keep': '' })
    install()
    expect(await checkTypes(workspace.root, 'a')).toEqual({
      files: ['tasks/a/sweep.ts', 'tasks/a/run.ts'],
      isLooked: true,
      problems: [],
    })
    workspace.write({
      'tasks/a/run.ts': "import grid from './sweep.js'\nexport const run = () => ({ loss: grid.tactic.raet })\n",
    })
    expect((await checkTypes(workspace.root, 'a')).problems).toEqual([
      {
        code: 'wrong-types',
        message: "tasks/a/run.ts:2:47 Property 'raet' does not exist on type '{ rate: number; }'. (TS2339)",
      },
    ])
  })

  it('are not looked at for longer than anybody wants to know', async () => {
    workspace.write({ 'node_modules/.keep': '' })
    install()
    const stop = new AbortController()
    const checked = checkTypes(workspace.root, 'a', { signal: stop.signal, isInBackground: true })
    stop.abort()
    await expect(checked).rejects.toThrow('aborted')
  })

  it('know declarations that lie beside the code', async () => {
    workspace.install('plain', '1.0.0')
    install()
    workspace.write({
      'tasks/a/run.ts': "import plain from 'plain'\nexport const run = () => ({ loss: plain.rate })\n",
    })
    expect((await checkTypes(workspace.root, 'a')).problems).toHaveLength(1)
    workspace.write({
      'library/plain.d.ts': "declare module 'plain' { const plain: { rate: number }; export default plain }\n",
    })
    expect((await checkTypes(workspace.root, 'a')).problems).toEqual([])
  })

  it('follow the tsconfig.json of the workspace', async () => {
    workspace.write({
      'node_modules/.keep': '',
      'tsconfig.json': { compilerOptions: { module: 'nodenext', strict: false, declaration: true, outDir: 'dist' } },
      'tasks/a/run.ts': 'export const run = (config) => config.lr\n',
    })
    install()
    expect((await checkTypes(workspace.root, 'a')).problems).toEqual([])
    workspace.write({ 'tsconfig.json': { compilerOptions: { module: 'nodenext', strict: true } } })
    expect((await checkTypes(workspace.root, 'a')).problems.map(({ message }) => message)).toEqual([
      "tasks/a/run.ts:1:21 Parameter 'config' implicitly has an 'any' type. (TS7006)",
    ])
  })
})
