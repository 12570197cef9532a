import { EventEmitter } from 'node:events'
import path from 'node:path'
import type * as Chokidar from 'chokidar'
import { watchFolder } from './folder-watcher'

/** The module itself, whose functions can be put aside. */
const chokidar = jest.requireActual<typeof Chokidar>('chokidar')

class FakeWatcher extends EventEmitter {
  closed = false
  close = (): Promise<void> => Promise.resolve(void (this.closed = true))
}

const FOLDER = path.resolve('paper')
const opened: { watcher: FakeWatcher; options: Chokidar.ChokidarOptions }[] = []

beforeEach(() => {
  opened.length = 0
  jest.spyOn(chokidar, 'watch').mockImplementation((_, options) => {
    const watcher = new FakeWatcher()
    opened.push({ watcher, options: options! })
    return watcher as unknown as Chokidar.FSWatcher
  })
})

const fail = (code: string): boolean => opened.at(-1)!.watcher.emit('error', Object.assign(new Error(code), { code }))

describe('watchFolder', () => {
  it('tells of changes, and once when it has been through the folders', () => {
    const told = jest.fn()
    watchFolder(FOLDER, () => true, told)
    opened[0]!.watcher.emit('ready')
    opened[0]!.watcher.emit('all', 'change', 'main.typ')
    expect(told).toHaveBeenCalledTimes(2)
  })

  it('leaves out what does not count, by its path below the folder', () => {
    watchFolder(
      FOLDER,
      (relative) => relative !== 'build',
      () => undefined,
    )
    const ignored = opened[0]!.options.ignored as (file: string) => boolean
    expect(['', 'build', 'main.typ'].map((name) => ignored(path.join(FOLDER, name)))).toEqual([false, true, false])
  })

  it.each(['ENOSPC', 'EMFILE', 'ENFILE'])('looks at the files themselves once the system says %s', (code) => {
    const told = jest.fn()
    const { close } = watchFolder(FOLDER, () => true, told)
    fail(code)
    expect(opened.map(({ watcher, options }) => [watcher.closed, options.usePolling])).toEqual([
      [true, false],
      [false, true],
    ])
    fail(code)
    expect(opened).toHaveLength(2)
    opened[1]!.watcher.emit('all', 'change', 'main.typ')
    expect(told).toHaveBeenCalledTimes(1)
    close()
    expect(opened[1]!.watcher.closed).toBe(true)
  })

  it('goes on where a single file cannot be watched', () => {
    watchFolder(
      FOLDER,
      () => true,
      () => undefined,
    )
    fail('EACCES')
    expect(opened.map(({ watcher }) => watcher.closed)).toEqual([false])
  })
})
