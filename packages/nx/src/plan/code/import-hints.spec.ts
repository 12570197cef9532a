import { testWorkspace, type TestWorkspace } from '../test-workspace'
import { importPlace } from './import-hints'

const LACKS_SEED = "The requested module 'bocas' does not provide an export named 'seed'"

describe('the place of an import that Node has not found', () => {
  let workspace: TestWorkspace
  beforeEach(() => (workspace = testWorkspace()))
  afterEach(() => workspace.remove())

  it.each<[string, string, string | undefined]>([
    ['alone', "import { seed } from 'bocas'\n", '1:10'],
    ['among others', "import { seeds, sweep, seed } from 'bocas'\n", '1:24'],
    ['over lines, renamed', '// seed\nimport {\n  seeds,\n  seed as s,\n} from "bocas"\n', '4:3'],
    ['of a type beside it', "import { type Config, seed } from 'bocas'\n", '1:23'],
    ['after another module', "import { seed } from './seed'\nimport { seed as s } from 'bocas'\n", '2:10'],
    ['of another module only', "import { seed } from './seed'\nimport { sweep } from 'bocas'\n", undefined],
    ['of a longer name', "import { seeds } from 'bocas'\n", undefined],
  ])('%s', (_, text, expected) => {
    workspace.write({ 'tasks/a/values.ts': 'export const x = 1\n', 'tasks/a/sweep.ts': text })
    const files = ['tasks/a/values.ts', 'tasks/a/sweep.ts'].map((file) => workspace.path(file))
    expect(importPlace(workspace.root, files, LACKS_SEED)).toBe(expected && `tasks/a/sweep.ts:${expected}`)
  })

  it('is none of another error', () => {
    workspace.write({ 'tasks/a/sweep.ts': "import { seed } from 'bocas'\n" })
    expect(importPlace(workspace.root, [workspace.path('tasks/a/sweep.ts')], 'seed is not defined')).toBeUndefined()
  })
})
