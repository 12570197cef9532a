import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { LONGEST_DIFF, readCodeStates } from './code-state'

let root: string
const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: root, encoding: 'utf8' })

beforeEach(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-code-'))
  git('init', '--quiet')
  write('tasks/a/run.ts', 'one\n')
  write('tasks/b/run.ts', 'one\n')
  write('library/größe.ts', 'one\n')
  write('secret.env', 'none\n')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'first')
})
afterEach(() => rmSync(root, { recursive: true }))

const A = ['library/größe.ts', 'tasks/a/run.ts']
const B = ['tasks/b/run.ts']

describe('the state of the code of a run', () => {
  it('is the commit when nothing differs', () => {
    const commit = git('rev-parse', 'HEAD').trim()
    expect(readCodeStates(root, [A])).toEqual([
      { commit, dirty: false, changed: [], untracked: [], diff: '', cut: false },
    ])
  })

  it('has the diff of its own files, staged or not, and of no others', () => {
    write('library/größe.ts', 'two\n')
    write('tasks/a/run.ts', 'one\nmore\n')
    git('add', 'tasks/a/run.ts')
    write('secret.env', 'KEY=hidden\n')
    const [a, b] = readCodeStates(root, [A, B])
    expect(a).toMatchObject({ dirty: true, changed: A, untracked: [], cut: false })
    expect(a!.diff).toMatch(/^diff --git .*\n[\s\S]*-one\n\+two\n[\s\S]*\n\+more\n$/)
    expect(a!.diff).not.toContain('hidden')
    expect(b).toMatchObject({ dirty: true, changed: [], diff: '' })
  })

  it('names what git does not know', () => {
    write('tasks/a/new.ts', 'x\n')
    expect(readCodeStates(root, [[...A, 'tasks/a/new.ts']])[0]).toMatchObject({
      dirty: false,
      untracked: ['tasks/a/new.ts'],
      diff: '',
    })
  })

  it('keeps the beginning of a long diff, whole lines of it', () => {
    write('tasks/a/run.ts', `${'x'.repeat(99)}\n`.repeat(2000))
    const [a] = readCodeStates(root, [A])
    expect(a!.cut).toBe(true)
    expect(a!.diff.length).toBeLessThanOrEqual(LONGEST_DIFF)
    expect(a!.diff).toMatch(/x{99}\n$/)
  })

  it('is told relative to the workspace, wherever in a repository that is', () => {
    write('tasks/a/run.ts', 'two\n')
    const [a] = readCodeStates(join(root, 'tasks'), [['a/run.ts']])
    expect(a!.changed).toEqual(['a/run.ts'])
    expect(a!.diff).toContain('diff --git a/a/run.ts b/a/run.ts')
  })

  it('is unknown outside of git and before the first commit', () => {
    rmSync(join(root, '.git'), { recursive: true })
    expect(readCodeStates(root, [A, B])).toEqual([null, null])
    git('init', '--quiet')
    expect(readCodeStates(root, [A])).toEqual([null])
  })
})
