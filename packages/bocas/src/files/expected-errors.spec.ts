import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isFailedCommand, isSyntaxError, isSystemError, isUnreadable, isUnresolved } from './expected-errors'

const load = createRequire(__filename)

function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

const KINDS = { isFailedCommand, isSyntaxError, isSystemError, isUnreadable, isUnresolved }

it('codes that are expected are known also where only Node has them, and no others then', () => {
  const tty = Object.assign(new Error('no terminal'), { code: 'ERR_TTY_INIT_FAILED' })
  expect([isSystemError(tty), isSystemError(tty, 'ERR_TTY_INIT_FAILED'), isSystemError(tty, 'ENOENT')]).toEqual([
    false,
    true,
    false,
  ])
})

describe('what an error is', () => {
  const cases: [what: string, act: () => unknown, kinds: (keyof typeof KINDS)[]][] = [
    [
      'a file that is not there',
      () => readFileSync('/nowhere/at/all'),
      ['isFailedCommand', 'isSystemError', 'isUnreadable'],
    ],
    [
      'a folder in place of a file',
      () => readFileSync(__dirname),
      ['isFailedCommand', 'isSystemError', 'isUnreadable'],
    ],
    [
      'a folder that is removed as a file',
      () => rmSync(__dirname, { force: true }),
      ['isFailedCommand', 'isSystemError', 'isUnreadable'],
    ],
    ['a process that is gone', () => process.kill(2 ** 30, 0), ['isFailedCommand', 'isSystemError', 'isUnreadable']],
    ['torn JSON', () => JSON.parse('{"a": '), ['isSyntaxError', 'isUnreadable']],
    [
      'a program that is not there',
      () => execFileSync('no-such-program'),
      ['isFailedCommand', 'isSystemError', 'isUnreadable'],
    ],
    [
      'a program that fails',
      () => execFileSync(process.execPath, ['-e', 'process.exit(3)'], { stdio: 'ignore' }),
      ['isFailedCommand'],
    ],
    [
      'a program that is killed',
      () => execFileSync(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'], { stdio: 'ignore' }),
      ['isFailedCommand'],
    ],
    ['a module that is not there', () => load.resolve('no-such-module'), ['isUnresolved']],
    ['a property of nothing', () => (undefined as unknown as { name: string }).name, []],
    ['a name that does not exist', () => (0, eval)('noSuchName'), []],
    ['a path that is no path', () => readFileSync({} as string), []],
    ['a process number that is none', () => process.kill(NaN, 0), []],
    ['an error of no kind', () => { throw new Error('ENOENT') }, []], // prettier-ignore
    ['no error at all', () => { throw null }, []], // prettier-ignore
  ]

  it.each(cases)('%s', (_, act, kinds) => {
    const error = thrownBy(act)
    expect(Object.entries(KINDS).flatMap(([kind, is]) => (is(error) ? [kind] : []))).toEqual(kinds)
  })

  it('tells codes apart when some are asked for', () => {
    const error = thrownBy(() => readFileSync('/nowhere/at/all'))
    expect([isSystemError(error, 'ENOENT'), isSystemError(error, 'EACCES', 'EPERM')]).toEqual([true, false])
  })
})
