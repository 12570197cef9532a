import { mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diskProblem, placeProblem } from './disk-problem'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bocas-disk-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const errorOf = (fail: () => unknown): unknown => {
  try {
    fail()
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

const onLinux = process.platform === 'linux' ? it : it.skip

describe('what an error says of the disk', () => {
  onLinux('is that it is full, and in which folder, though the system names none', () => {
    const error = errorOf(() => writeSync(openSync('/dev/full', 'w'), 'x'))
    const expected = {
      code: 'disk-full',
      message: `the disk is full: no space is left in ${folder}; make room and call nx again: what is finished is kept`,
    }
    expect(diskProblem(error, [join(folder, 'not-yet/there')])).toEqual(expected)
    expect(diskProblem(new Error('at weights', { cause: error }), [folder])).toEqual(expected)
  })

  it('is the file that the system names', () => {
    const error = Object.assign(new Error(), { code: 'EROFS', path: '/ws/.bocas/store/x' })
    expect(diskProblem(error, [folder])?.message).toMatch(/^\/ws\/\.bocas\/store\/x is on a read-only file system/)
    expect(diskProblem({ code: 'EACCES', path: '/ws/x' }, [])?.message).toMatch(
      /^\/ws\/x may not be written by this user \(EACCES\): give it to this user, or keep results elsewhere with BOCAS_STORE/,
    )
  })

  it('is of a copy the place that was written, not the one that was read', () => {
    const copied = (code: string) => Object.assign(new Error(), { code, path: '/ws/.bocas/work/x', dest: '/store/x' })
    expect(diskProblem(copied('ENOSPC'), [folder])?.message).toMatch(
      /^the disk is full: no space is left in \/store\/x;/,
    )
    expect(diskProblem(copied('EROFS'), [folder])?.message).toMatch(/^\/store\/x is on a read-only file system/)
  })

  it('is nothing when it is of something else', () => {
    expect(
      diskProblem(
        errorOf(() => rmSync(join(folder, 'none'))),
        [folder],
      ),
    ).toBeUndefined()
    expect(diskProblem('a text', [folder])).toBeUndefined()
    expect(diskProblem(undefined, [folder])).toBeUndefined()
  })
})

describe('a place', () => {
  it('is well when it can be written, also when it is not there yet', () => {
    expect(placeProblem([folder, join(folder, 'not-yet/there')])).toBeUndefined()
  })
})
