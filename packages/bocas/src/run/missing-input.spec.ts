import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { missingInputs } from './missing-input'

describe('a file that a program misses', () => {
  let root: string
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'bocas-missing-'))
    for (const folder of ['tasks/x/model', 'tasks/x/.venv', 'library'])
      mkdirSync(join(root, folder), { recursive: true })
    for (const file of ['tasks/x/train.py', 'tasks/x/model/net.py', 'tasks/x/helpers.R', 'library/split.py'])
      writeFileSync(join(root, file), '')
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  const missing = (printed: string): string =>
    missingInputs(printed, {
      root,
      folder: join(root, 'tasks/x'),
      inputs: [{ file: join(root, 'tasks/x/train.py'), sha256: '' }],
      data: {},
    })

  it.each<[string, string, string]>([
    ["ModuleNotFoundError: No module named 'model.net'", 'tasks/x/model/net.py', 'model/net.py'],
    ["ModuleNotFoundError: No module named 'model'", 'tasks/x/model', 'model'],
    ["[Errno 2] No such file or directory: '../../library/split.py'", 'library/split.py', '../../library/split.py'],
    ["cannot open file 'helpers.R': No such file or directory", 'tasks/x/helpers.R', 'helpers.R'],
  ])('is named when it lies in the workspace: %s', (printed, place, declared) => {
    expect(missing(`Loading\n${printed}\nExecution halted\n`)).toBe(
      `\n${place} is not among the inputs of the command, so the program does not find it: add '${declared}'`,
    )
  })

  it.each([
    "ModuleNotFoundError: No module named 'numpy'",
    "No such file or directory: 'train.py'",
    "No such file or directory: '.venv'",
    "No such file or directory: '/etc/passwd'",
    "ValueError: 'helpers.R' has three columns",
    '',
  ])('is not made up: %s', (printed) => {
    expect(missing(printed)).toBe('')
  })
})
