import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { endGroup, endSilent } from './silence'
import { inBatches, printedIn } from './ssh-scripts'

/** A program that has taken and given so many bytes. */
interface Counted {
  taken: number
  given: number
}
const programOf = (bytes: Counted): ChildProcess =>
  ({
    stdin: {
      get bytesWritten() {
        return bytes.taken
      },
    },
    stdout: {
      get bytesRead() {
        return bytes.given
      },
    },
    once: () => undefined,
  }) as unknown as ChildProcess

describe('a program that falls silent', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it.each<[string, keyof Counted]>([
    ['takes', 'taken'],
    ['gives', 'given'],
  ])('is ended when the limit is over since it %s its last byte, and once', (_, which) => {
    const bytes = { taken: 0, given: 0 }
    const end = jest.fn()
    endSilent(programOf(bytes), 300_000, end)
    for (let round = 0; round < 3; round++) {
      jest.advanceTimersByTime(299_000)
      bytes[which]++
    }
    jest.advanceTimersByTime(299_000)
    expect(end).not.toHaveBeenCalled()
    jest.advanceTimersByTime(4_000)
    expect(end).toHaveBeenCalledTimes(1)
    jest.advanceTimersByTime(900_000)
    expect(end).toHaveBeenCalledTimes(1)
  })
})

describe('the end of a program', () => {
  it('is asked for with a signal to its group, and of one that has ended already with none', async () => {
    const child = spawn('/bin/sh', ['-c', 'sleep 600; true'], { detached: true, stdio: 'ignore' })
    const signalled = jest.spyOn(process, 'kill')
    try {
      endGroup(child)
      expect(await once(child, 'exit')).toEqual([null, 'SIGTERM'])
      expect(signalled.mock.calls).toEqual([[-child.pid!, 'SIGTERM']])
      endGroup(child)
      expect(signalled).toHaveBeenCalledTimes(1)
    } finally {
      signalled.mockRestore()
    }
  })
})

describe('a script in batches', () => {
  const lines = (what: string, count: number): string[] =>
    execFileSync('/bin/sh', ['-c', inBatches(what)], {
      encoding: 'utf8',
      input: Array.from({ length: count }, (_, index) => `o${index}\n`).join(''),
    })
      .trim()
      .split('\n')

  it('prints a line after each of them, however many objects there are, and what it has to say', () => {
    expect(lines('true', 500)).toEqual(['+'])
    expect(lines('true', 1201)).toEqual(['+', '+', '+'])
    expect(printedIn(lines('echo "$#"', 1201))).toEqual(['500', '500', '201'])
  })

  it('fails when one of them does, after the others', () => {
    const failing = () => execFileSync('/bin/sh', ['-c', inBatches('test "$1" != o0')], { input: 'o0\no1\n' })
    expect(failing).toThrow(expect.objectContaining({ status: 123 }) as Error)
  })
})
