import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson } from '../keys/canonical-json'
import { verifyResult, type StoredResult } from '../results'
import { sealOf } from '../results/stored/result-file'
import { commitEntry } from './result-store'
import { showResult } from './result-view'
import { emptyWorkspace, finishedFolder } from './test-entries'
import type { WorkspacePaths } from './workspace-paths'

// Every entry is flushed to the disk, which takes its time while others use it.
jest.setTimeout(60_000)

const KEY = 'a'.repeat(64)

let paths: WorkspacePaths
let kept: StoredResult
let view: string
beforeEach(async () => {
  paths = emptyWorkspace()
  view = paths.artifacts('mnist', 'lr=0.1')
  commitEntry(paths, KEY, await finishedFolder(paths, KEY))
  kept = await verifyResult(paths.entry(KEY), KEY)
})
afterEach(() => rmSync(paths.root, { recursive: true }))

const files = (): string[] => ['result.json', ...Object.keys(kept.payloads)].sort()

/** One that is sealed, of the same key. */
function otherRecord(): string {
  const other = { ...kept, config: { lr: 7 } }
  return `${canonicalJson({ ...other, seal: sealOf(other) })}\n`
}

function flipLastByte(file: string): void {
  const content = readFileSync(file)
  content[content.length - 1]! ^= 1
  writeFileSync(file, content)
}

function replaceByNote(file: string): void {
  rmSync(join(view, file))
  writeFileSync(join(view, 'note.txt'), '')
}

async function expectWhole(): Promise<void> {
  expect(await verifyResult(view, KEY)).toEqual(kept)
  expect(readdirSync(view).sort()).toEqual(files())
  expect(readdirSync(paths.work)).toEqual([])
}

describe('the view of a result', () => {
  it('is made with its files and no others: log and execution differ from call to call', async () => {
    await showResult(paths, kept, view)
    await expectWhole()
  })

  it('is left untouched when it shows the result already', async () => {
    await showResult(paths, kept, view)
    const before = statSync(view).ino
    await showResult(paths, kept, view)
    expect(statSync(view).ino).toBe(before)
  })

  const spoilt: [string, () => void][] = [
    ['its record was changed', () => writeFileSync(join(view, 'result.json'), '{}')],
    ['its record is that of another result', () => writeFileSync(join(view, 'result.json'), otherRecord())],
    ['a byte of a payload was changed', () => flipLastByte(join(view, Object.keys(kept.payloads)[0]!))],
    ['a file lies in the place of another', () => replaceByNote(Object.keys(kept.payloads)[0]!)],
    ['a file was deleted', () => rmSync(join(view, Object.keys(kept.payloads)[0]!))],
    ['a file was added', () => writeFileSync(join(view, 'notes.txt'), 'mine')],
    ['the folder is empty', () => void (rmSync(view, { recursive: true }), mkdirSync(view))],
    ['a file in a folder was added', () => void (mkdirSync(join(view, 'a')), writeFileSync(join(view, 'a/b'), 'x'))],
    ['a file is in its place', () => void (rmSync(view, { recursive: true }), writeFileSync(view, 'x'))],
  ]
  describe.each(['by its seal', 'by the text of its record'])('that is known %s', (how) => {
    it.each(spoilt)('is made anew when %s', async (_, spoil) => {
      const record = how === 'by its seal' ? undefined : readFileSync(join(paths.entry(KEY), 'result.json'), 'utf8')
      const show = (): Promise<void> => showResult(paths, kept, view, undefined, record)
      await show()
      const { ino } = statSync(view)
      await show()
      expect(statSync(view).ino).toBe(ino)
      spoil()
      await show()
      await expectWhole()
    })
  })

  it('is made anew when it shows the result of another key', async () => {
    const other = 'b'.repeat(64)
    commitEntry(paths, other, await finishedFolder(paths, other, 0.5))
    await showResult(paths, await verifyResult(paths.entry(other)), view)
    await showResult(paths, kept, view)
    await expectWhole()
  })

  it('is put together in a folder that is kept for others, which is empty then', async () => {
    const drafts = join(paths.work, 'drafts')
    mkdirSync(drafts, { recursive: true })
    const again = paths.artifacts('mnist', 'same key, other name')
    for (const one of [view, again]) await showResult(paths, kept, one, () => drafts)
    writeFileSync(join(view, 'notes.txt'), 'mine')
    await showResult(paths, kept, view, () => drafts)
    for (const one of [view, again]) expect(readdirSync(one).sort()).toEqual(files())
    expect(readdirSync(drafts)).toEqual([])
  })

  it('leaves nothing in such a folder when it cannot be made', async () => {
    const drafts = join(paths.work, 'drafts')
    mkdirSync(drafts, { recursive: true })
    // What is to hold the view is no folder.
    writeFileSync(join(paths.root, 'file'), '')
    await expect(showResult(paths, kept, join(paths.root, 'file', 'view'), () => drafts)).rejects.toThrow('ENOTDIR')
    expect(readdirSync(drafts)).toEqual([])
  })

  it('is no way into the store: who edits it changes a copy', async () => {
    await showResult(paths, kept, view)
    writeFileSync(join(view, 'result.json'), 'edited')
    expect(readFileSync(join(paths.entry(KEY), 'result.json'), 'utf8')).not.toBe('edited')
  })

  it('can be made by many at the same time', async () => {
    await Promise.all(Array.from({ length: 8 }, () => showResult(paths, kept, view)))
    await expectWhole()
    expect(existsSync(view)).toBe(true)
  })
})
