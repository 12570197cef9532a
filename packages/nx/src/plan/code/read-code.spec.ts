import { testWorkspace } from '../test-workspace'
import { readCode } from './read-code'

it('packages whose files code asks for are those that are installed: a folder of the workspace that is linked in is none of them', async () => {
  const workspace = testWorkspace({
    'packages/ours/package.json': { name: '@me/ours', version: '1.0.0' },
    'packages/ours/words.txt': 'words',
    'tasks/t/run.ts': `import { readFileSync } from 'node:fs'
const files = [require.resolve('@me/ours/words.txt'), require.resolve('theirs/index.js')]
export const run = () => ({ length: files.map((file) => readFileSync(file)).length })
`,
  })
  workspace.install('theirs', '2.0.0')
  workspace.link('node_modules/@me/ours', 'packages/ours')
  const outcome = await readCode(workspace.root, workspace.path('tasks/t/run.ts'))
  expect('code' in outcome && outcome.code.packages.map(({ name }) => name)).toEqual(['theirs'])
  workspace.remove()
})
