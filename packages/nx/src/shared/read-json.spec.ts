import { mkdirSync, writeFileSync } from 'node:fs'
import { testWorkspace, type TestWorkspace } from '../plan/test-workspace'
import { changedFiles } from './data-files'
import { readJson } from './read-json'
import { readSealed } from './sealed-json'
import { sizeOf } from './stored-run'

let workspace: TestWorkspace
let file: string
beforeEach(() => {
  workspace = testWorkspace()
  file = workspace.path('x.json')
})
afterEach(() => workspace.remove())

describe('a JSON file', () => {
  it.each([
    ['whole', '{"a": 1}', { a: 1 }],
    ['torn', '{"a": ', undefined],
    ['empty', '', undefined],
    ['null', 'null', null],
  ])('that is %s', (_, text, content) => {
    writeFileSync(file, text)
    expect(readJson(file)).toEqual(content)
  })

  it('that is not there, or a folder, is nothing', () => {
    expect(readJson(file)).toBeUndefined()
    mkdirSync(file)
    expect(readJson(file)).toBeUndefined()
  })
})

describe('a fault of the program', () => {
  const nothing = undefined as unknown as string

  it.each([
    ['readJson', () => readJson(nothing)],
    ['readSealed', () => readSealed(nothing)],
    ['sizeOf', () => sizeOf(nothing)],
    ['changedFiles', () => changedFiles([{ file: nothing, stamp: '', sha256: '' }])],
  ])('is no file that is missing: %s', (_, act) => {
    expect(act).toThrow(expect.objectContaining({ name: 'TypeError' }))
  })
})
