import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { canonicalJson, sha256, tar, tarHeader, untar, workspacePaths, type WorkspacePaths } from 'bocas/internal'
import { folderWriter } from './folder-writer'
import type { LockedResult } from './lock-file'
import { packRun, unpackRun, type Entrance } from './run-pack'
import { emptyWorkspace, execute, keyOf } from './test-results'

const made: string[] = []
/** A workspace with a folder of its own around it: what leaves the workspace is seen there, and nothing of other tests is. */
const workspace = (): WorkspacePaths => {
  const { root } = emptyWorkspace()
  made.push(root)
  const inner = join(root, 'workspace')
  mkdirSync(inner)
  return workspacePaths(inner)
}
const writer = folderWriter()
afterAll(() => writer.end())
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** A line of a lock that names just this archive: what somebody who may write both could bring about. */
const lineFor = (archive: Buffer, more: Partial<LockedResult> = {}): LockedResult => ({
  key: keyOf('x'),
  result: sha256(contentsOf(archive).get('result.json') ?? ''),
  run: 'alpha/x',
  pack: sha256(archive),
  bytes: archive.length,
  large: {},
  executions: [],
  ...more,
})
const contentsOf = (archive: Buffer): Map<string, Buffer> => {
  try {
    return untar(archive)
  } catch {
    return new Map()
  }
}

const filesBelow = (folder: string): string[] =>
  existsSync(folder)
    ? (readdirSync(folder, { recursive: true }) as string[]).filter((name) => !/^store(?:[/\\].work)?$/.test(name))
    : []

const entrance = (paths: WorkspacePaths, place: string): Entrance => {
  mkdirSync(paths.transit, { recursive: true })
  return { own: paths.transit, placeOf: () => place, writer }
}

describe('an archive of a result', () => {
  let archive: Buffer
  let files: Map<string, Buffer>
  beforeEach(async () => {
    const paths = workspace()
    await execute(paths, 'x')
    ;({ archive } = await packRun(paths.entry(keyOf('x')), keyOf('x')))
    files = untar(archive)
  })

  const entered = async (
    attack: Buffer,
    line: LockedResult,
    large: Buffer = Buffer.alloc(0),
  ): Promise<string | undefined> => {
    const paths = workspace()
    const before = readdirSync(dirname(paths.root)).sort()
    const place = join(paths.root, 'large')
    writeFileSync(place, large)
    try {
      await unpackRun(paths, line, attack, entrance(paths, place))
    } catch (error) {
      expect(filesBelow(paths.own)).toEqual([])
      expect(readdirSync(dirname(paths.root)).sort()).toEqual(before)
      return (error as Error).message
    }
    return undefined
  }

  it('enters as it was', async () => {
    expect(await entered(archive, lineFor(archive))).toBeUndefined()
  })

  const withFiles = (change: (files: Map<string, Buffer>) => void): Buffer => {
    const all = new Map(files)
    change(all)
    return tar(all)
  }
  const resealed = (change: (result: Record<string, unknown>) => void): Buffer =>
    withFiles((all) => {
      const result = JSON.parse(all.get('result.json')!.toString()) as Record<string, unknown>
      change(result)
      const { seal: _, ...rest } = result
      all.set('result.json', Buffer.from(`${canonicalJson({ ...rest, seal: sha256(canonicalJson(rest)) })}\n`))
    })
  /** The same archive with other bytes in the header of its first file, and the sum that belongs to them. */
  const withHeader = (at: number, text: string): Buffer => {
    const other = Buffer.from(archive)
    other.write(text, at, 'latin1')
    other.write('        ', 148, 'latin1')
    const sum = other.subarray(0, 512).reduce((total, byte) => total + byte, 0)
    other.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
    return other
  }

  it.each<[string, () => [Buffer, Partial<LockedResult>?], RegExp]>([
    ['of another digest', () => [archive, { pack: sha256('other') }], /is not the one that the lock names/],
    ['of another size', () => [archive, { bytes: archive.length + 1 }], /is not the one that the lock names/],
    ['cut off', () => [archive.subarray(0, 1500)], /no archive as bocas writes them/],
    ['that is none', () => [Buffer.from('hello')], /no archive as bocas writes them/],
    [
      'with a file that leads out',
      () => [withFiles((all) => all.set('../outside', Buffer.from('x')))],
      /a name that no payload has, "..\/outside"/,
    ],
    [
      'with a file that leads out by a detour',
      () => [withFiles((all) => all.set('a/../../outside', Buffer.from('x')))],
      /a name that no payload has/,
    ],
    [
      'with an absolute path',
      () => [withFiles((all) => all.set('/tmp/outside', Buffer.from('x')))],
      /a name that no payload has/,
    ],
    [
      'with a path of Windows',
      () => [withFiles((all) => all.set('..\\outside', Buffer.from('x')))],
      /a name that no payload has/,
    ],
    [
      'with a device of Windows',
      () => [withFiles((all) => all.set('NUL', Buffer.from('x')))],
      /a name that no payload has/,
    ],
    [
      'with a folder',
      () => [withFiles((all) => all.set('.git/config', Buffer.from('x')))],
      /a name that no payload has/,
    ],
    [
      'with a hidden file',
      () => [withFiles((all) => all.set('.npmrc', Buffer.from('x')))],
      /a name that no payload has|does not name/,
    ],
    ['with a symbolic link', () => [withHeader(156, '2/etc/passwd')], /no archive as bocas writes them/],
    ['with a hard link', () => [withHeader(156, '1result.json')], /no archive as bocas writes them/],
    ['with a size beyond everything', () => [withHeader(124, '77777777777')], /no archive as bocas writes them/],
    [
      'with two files that differ in case',
      () => [withFiles((all) => all.set('Result.json', Buffer.from('x')))],
      /differ only in case/,
    ],
    [
      'with a file that nobody named',
      () => [withFiles((all) => all.set('extra.txt', Buffer.from('x')))],
      /that its result does not name, "extra.txt"/,
    ],
    ['without a result', () => [withFiles((all) => all.delete('result.json'))], /has no result.json/],
    [
      'without a payload',
      () => [withFiles((all) => all.delete('notes.txt'))],
      /notes.txt is neither in its archive nor in the lock/,
    ],
    [
      'with another payload',
      () => [withFiles((all) => all.set('notes.txt', Buffer.from('notes of y\n')))],
      /notes.txt was changed after it was written/,
    ],
    [
      'with a payload of another size',
      () => [withFiles((all) => all.set('notes.txt', Buffer.from('n')))],
      /notes.txt has 1 bytes instead of 11/,
    ],
    [
      'with a result that was changed',
      () => [
        withFiles((all) =>
          all.set('result.json', Buffer.from(all.get('result.json')!.toString().replace('0.9', '0.8'))),
        ),
      ],
      /its seal does not fit/,
    ],
    [
      'with a result of another key',
      () => [resealed((result) => (result.key = keyOf('y')))],
      /the result is of another key/,
    ],
    [
      'with a result that git does not name',
      () => [resealed((result) => (result.config = { lr: 9 })), { result: sha256('the one of git') }],
      /its result.json is not the one that the lock names/,
    ],
    [
      'with a payload that leads out',
      () => [
        resealed((result) => (result.payloads = { '../../x': { sha256: sha256('x'), bytes: 1 } })),
        { large: { [sha256('x')]: 1 } },
      ],
      /is not the result of a run/,
    ],
    [
      'with a large payload of other bytes',
      () => [withFiles((all) => all.delete('notes.txt')), { large: { [sha256('notes of x\n')]: 11 } }],
      /notes.txt (?:has|was changed)/,
    ],
    [
      'with a payload that is an entry file',
      () => [resealed((result) => (result.payloads = { 'execution.json': { sha256: sha256('x'), bytes: 1 } }))],
      /is not the result|has|does not name/,
    ],
  ])('is refused %s, and nothing of it enters', async (_, attack, expected) => {
    const [bytes, more] = attack()
    const message = await entered(bytes, lineFor(bytes, more))
    expect(message).toMatch(expected)
    expect(message).toMatch(/^alpha\/x \([0-9a-f]{12}\) is refused: .*; nothing of it has entered the store/)
  })

  it('takes no place that is taken', async () => {
    const paths = workspace()
    await execute(paths, 'x', { accuracy: 0.1 })
    const before = readFileSync(join(paths.entry(keyOf('x')), 'result.json'), 'utf8')
    await unpackRun(paths, lineFor(archive), archive, entrance(paths, ''))
    expect(readFileSync(join(paths.entry(keyOf('x')), 'result.json'), 'utf8')).toBe(before)
  })

  it('is made of what a run left, and of nothing that somebody put beside it', async () => {
    const paths = workspace()
    await execute(paths, 'x')
    writeFileSync(join(paths.entry(keyOf('x')), '.env'), 'SECRET=1')
    mkdirSync(join(paths.entry(keyOf('x')), 'more'))
    expect((await packRun(paths.entry(keyOf('x')), keyOf('x'))).archive.equals(archive)).toBe(true)
    expect([...files.keys()].sort()).toEqual(['execution.json', 'notes.txt', 'result.json', 'run.log'])
    expect(existsSync(join(paths.entry(keyOf('x')), '.env'))).toBe(true)
    expect(tarHeader({ name: 'a', size: 0 }).length).toBe(512)
  })

  it('is none of a result that is damaged', async () => {
    const paths = workspace()
    await execute(paths, 'x')
    writeFileSync(join(paths.entry(keyOf('x')), 'notes.txt'), 'notes of y\n')
    await expect(packRun(paths.entry(keyOf('x')), keyOf('x'))).rejects.toThrow(
      'notes.txt was changed after it was written',
    )
  })
})
