import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderRemote } from './folder'

let base: string
let folder: string
let objects: Map<string, number>
beforeEach(() => {
  base = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-folder-'))
  folder = join(base, "a folder's name, 100 % [odd] $HOME *")
  mkdirSync(join(base, 'stage'))
  objects = new Map()
  for (const content of ['one', 'two', 'three']) {
    const digest = createHash('sha256').update(content).digest('hex')
    writeFileSync(join(base, 'stage', digest), content)
    objects.set(digest, content.length)
  }
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const stage = (): string => join(base, 'stage')
const put = (sent: () => void = () => undefined): Promise<void> => {
  const outgoing = [...objects].map(([digest, bytes]) => [digest, { bytes, file: join(stage(), digest) }] as const)
  return folderRemote(folder).put(new Map(outgoing), stage(), { sent, there: () => {} })
}
async function get(arrived: () => void): Promise<string[]> {
  const failed: string[] = []
  mkdirSync(join(base, 'to'))
  await folderRemote(folder).get(objects, join(base, 'to'), {
    arrived,
    failed: (_, { message }) => void failed.push(message),
  })
  return failed
}

const away = (): void => rmSync(folder, { recursive: true, force: true })
const told = expect.objectContaining({
  problems: [expect.objectContaining({ message: expect.stringContaining('there is no folder ') as string })],
}) as Error

describe('a folder that goes away in the middle', () => {
  it('of a push is told of as one, and not by what the system says', async () => {
    await expect(put(away)).rejects.toEqual(told)
    expect(existsSync(folder)).toBe(false)
  })

  it('of a pull is told of once, and not for each object', async () => {
    await put()
    let count = 0
    await expect(get(() => (count++, away()))).rejects.toEqual(told)
    expect(count).toBe(1)
  })
})

/** Root may write anywhere. */
const whereRightsHold = process.getuid?.() === 0 ? it.skip : it

whereRightsHold('a folder of somebody else is said to be so, and what its owner can do', async () => {
  mkdirSync(folder)
  chmodSync(folder, 0o555)
  await expect(put()).rejects.toMatchObject({
    problems: [
      {
        message: `nothing can be put into ${folder}: this user may not write there (EACCES)`,
        hint: 'who made it lets others: chgrp -R <group> and chmod -R g+rwXs on that folder',
      },
    ],
  })
})

it('one object that is not there keeps no other from arriving', async () => {
  await put()
  rmSync(join(folder, 'objects', [...objects.keys()][1]!))
  let count = 0
  expect(await get(() => void count++)).toEqual(['the remote does not have it'])
  expect([count, readdirSync(join(base, 'to')).length]).toEqual([2, 2])
})
