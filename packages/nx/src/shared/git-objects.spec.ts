import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { objectsInto, readObjects } from './git-objects'

let root: string
let files = 0
beforeAll(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-objects-'))
  execFileSync('git', ['init', '--quiet'], { cwd: root })
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const keep = (content: Buffer): string =>
  execFileSync('git', ['hash-object', '-w', '--stdin'], { cwd: root, input: content }).toString().trim()

/** What makes it hard to see where an object ends. */
const CONTENTS: readonly Buffer[] = [
  Buffer.from('one line\n'),
  Buffer.from('no line end'),
  Buffer.alloc(0),
  Buffer.from('\n\n\n'),
  Buffer.from('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391 blob 7\ncontent\n'),
  Buffer.from([0, 10, 255, 10, 0, 13]),
  Buffer.alloc(300_000, 'a line of some letters\n'),
  Buffer.from('ü 😀\n'),
]

/** Both ways to come by them. */
const WAYS: readonly [string, (objects: readonly string[]) => Buffer[]][] = [
  ['at once', (objects) => readObjects(root, objects)],
  [
    'from a file',
    (objects) => {
      const file = join(root, `objects-${++files}`)
      const places = objectsInto(root, objects, file)
      const bytes = readFileSync(file)
      return objects.map((object) => {
        const { at, size } = places.get(object)!
        return bytes.subarray(at, at + size)
      })
    },
  ],
]

describe.each(WAYS)('objects of git, read %s', (_, read) => {
  it('are what was kept, in the order in which they are asked for', () => {
    const objects = CONTENTS.map(keep)
    for (const order of [objects, [...objects].reverse()])
      expect(read(order).map(String)).toEqual(order.map((object) => String(CONTENTS[objects.indexOf(object)])))
  })

  it('may be none', () => expect(read([])).toEqual([]))

  it('that git does not have are named, with what may be wrong', () => {
    const lost = '0123456789'.repeat(4)
    expect(() => read([keep(CONTENTS[0]!), lost, keep(CONTENTS[1]!)])).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ message: 'git does not have 012345678901, which the commit names' })],
      }) as Error,
    )
  })
})
