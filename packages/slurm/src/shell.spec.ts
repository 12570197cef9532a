import { localShell } from './shell'

const itWhereThereAreShells = process.platform === 'win32' ? it.skip : it

describe('a shell of this machine', () => {
  const shell = localShell({ PATH: process.env.PATH })

  itWhereThereAreShells('says how a script ended, and what it printed', async () =>
    expect(await shell('echo 17; echo no >&2; exit 3')).toEqual({ code: 3, stdout: '17\n', stderr: 'no\n' }),
  )

  itWhereThereAreShells.each([
    ['echo half a line', "printf 'no queue' >&2", 'no queue\nit was ended by SIGKILL'],
    ['be silent', ':', 'it was ended by SIGKILL'],
  ])('that somebody ends is not said to take too long: %s', async (_, first, stderr) =>
    expect(await shell(`${first}; kill -s KILL $$`)).toEqual({ code: 1, stdout: '', stderr }),
  )
})
