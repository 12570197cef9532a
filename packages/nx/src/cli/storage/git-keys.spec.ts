import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commitAt } from './git-keys'

let base: string
let root: string
beforeEach(() => {
  base = mkdtempSync(join(realpathSync(tmpdir()), 'bocas-git-'))
  root = join(base, 'workspace')
  mkdirSync(root)
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

const git = (cwd: string, ...args: string[]): void =>
  void execFileSync(
    'git',
    ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'commit.gpgsign=false', ...args],
    { cwd, stdio: 'ignore' },
  )
const messageOf = (ref: string): string => {
  try {
    commitAt(root, ref)
    return 'known'
  } catch (error) {
    return (error as { problems?: { message: string; hint: string }[] })
      .problems!.map(({ message, hint }) => `${message} / ${hint}`)
      .join()
  }
}
const repository = (folder: string): void => git(folder, 'init', '--quiet', '--initial-branch=main')

describe('a base that is not there is told in one message', () => {
  const path = process.env.PATH
  afterEach(() => (process.env.PATH = path))

  it('without git', () => {
    process.env.PATH = base
    expect(messageOf('main')).toBe(
      "'main' is looked up by git, which is not installed / install it: https://git-scm.com",
    )
  })

  it('outside of a repository', () => {
    expect(messageOf('main')).toBe(
      `${root} is not in a git repository, so there is no 'main' / git init, and commit: what is compared or kept for is what a commit has`,
    )
  })

  it('before the first commit', () => {
    repository(root)
    expect(messageOf('main')).toBe("git knows no 'main': nothing is committed yet / git add --all && git commit")
  })

  it('misspelt, of a remote only, or cut off with the rest of the history', () => {
    const origin = join(base, 'origin')
    mkdirSync(origin)
    repository(origin)
    for (const content of ['1', '2']) {
      writeFileSync(join(origin, 'file'), content)
      git(origin, 'add', '--all')
      git(origin, 'commit', '--quiet', '--message', 'edit')
    }
    git(origin, 'branch', 'topic')
    git(base, 'clone', '--quiet', `file://${origin}`, 'workspace')
    expect(messageOf('main')).toBe('known')
    expect(messageOf('mian')).toContain("git knows no 'mian' / did you mean `main`?")
    expect(messageOf('topic')).toBe("git knows no 'topic' / it is there as origin/topic: name it so")
    rmSync(root, { recursive: true })
    git(base, 'clone', '--quiet', '--depth=1', `file://${origin}`, 'workspace')
    expect(messageOf('v1')).toBe("git knows no 'v1': this clone has only a part of the history / git fetch --unshallow")
  })
})
