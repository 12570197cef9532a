import { describeLoss, type Loss } from './describe-loss'

const loss = (change: Partial<Loss>): Loss => ({
  root: '/ws',
  store: '/ws/.bocas/store',
  lost: [{ path: '/ws/.bocas', how: 'removed' }],
  interrupted: 6,
  finished: 2,
  stored: 0,
  copied: 0,
  artifactsDir: 'paper/artifacts',
  isInstalled: true,
  ...change,
})

const CLEAN =
  '  → `git clean -x` removes whatever git ignores: with BOCAS_STORE=<a folder outside of the workspace> it does not reach results'
const ELSEWHERE = { store: '/data/store' }
const AGAIN = '  → call nx again: it executes what has no result'

describe('what is said when', () => {
  it.each<[string, Partial<Loss>, string[]]>([
    [
      'git clean has removed .bocas and the packages',
      { isInstalled: false },
      [
        '✖ .bocas was removed in the middle of this call: 6 runs were interrupted, and nothing more is written',
        '  lost   2 finished results of this call, with whatever else was there',
        '  → npm ci, and then call nx again: it executes what has no result',
        CLEAN,
      ],
    ],
    [
      '.bocas was removed, and one result has a copy',
      { copied: 1, interrupted: 1 },
      [
        '✖ .bocas was removed in the middle of this call: 1 run was interrupted, and nothing more is written',
        '  lost   1 finished result of this call, with whatever else was there',
        '  safe   1 finished result of this call, of which paper/artifacts has copies',
        AGAIN,
        CLEAN,
      ],
    ],
    [
      'nothing was finished',
      { finished: 0 },
      [
        '✖ .bocas was removed in the middle of this call: 6 runs were interrupted, and nothing more is written',
        AGAIN,
        CLEAN,
      ],
    ],
    [
      'the store lies elsewhere and is whole',
      { ...ELSEWHERE, stored: 2 },
      [
        '✖ .bocas was removed in the middle of this call: 6 runs were interrupted, and nothing more is written',
        '  safe   2 finished results of this call, in /data/store',
        AGAIN,
      ],
    ],
    [
      'the store lies elsewhere and is gone',
      { ...ELSEWHERE, lost: [{ path: '/data/store', how: 'removed' }] },
      [
        '✖ /data/store was removed in the middle of this call: 6 runs were interrupted, and nothing more is written',
        '  lost   2 finished results of this call, with whatever else was there',
        AGAIN,
      ],
    ],
    [
      'the store lies elsewhere and was moved',
      { ...ELSEWHERE, lost: [{ path: '/data/store', how: { movedTo: '/old/store' } }] },
      [
        '✖ /data/store was moved to /old/store in the middle of this call: 6 runs were interrupted, and nothing more is written',
        '  safe   2 finished results of this call, in /old/store',
        '  → move /data/store back, and call nx again',
      ],
    ],
    [
      'the workspace was moved',
      { lost: [{ path: '/ws', how: { movedTo: '/new/ws' } }] },
      [
        '✖ the workspace /ws was moved to /new/ws in the middle of this call: 6 runs were interrupted, and nothing more is written',
        '  safe   2 finished results of this call, in /new/ws/.bocas/store',
        '  → cd /new/ws and call nx again: what is finished is kept, and runs go on from their checkpoints',
      ],
    ],
    [
      'the workspace was moved, and its store lies elsewhere',
      { ...ELSEWHERE, lost: [{ path: '/ws', how: { movedTo: '/new/ws' } }] },
      [
        '✖ the workspace /ws was moved to /new/ws in the middle of this call: 6 runs were interrupted, and nothing more is written',
        '  safe   2 finished results of this call, in /data/store',
        '  → cd /new/ws and call nx again: what is finished is kept, and runs go on from their checkpoints',
      ],
    ],
    [
      'the workspace was removed',
      { lost: [{ path: '/ws', how: 'removed' }], isInstalled: false },
      [
        '✖ the workspace /ws was removed in the middle of this call: 6 runs were interrupted, and nothing more is written',
        '  lost   2 finished results of this call, with whatever else was there',
        '  → bring the workspace back (a clone, a backup, or where it was moved to), and call nx again there',
      ],
    ],
    [
      'the system does not tell what became of it',
      { lost: [{ path: '/ws' }], isInstalled: false },
      [
        '✖ the workspace /ws was removed or moved in the middle of this call: 6 runs were interrupted, and nothing more is written',
        '  lost   2 finished results of this call, unless moved with it',
        '  → bring the workspace back (a clone, a backup, or where it was moved to), and call nx again there',
      ],
    ],
    [
      'several folders were lost',
      {
        lost: [
          { path: '/ws/.bocas/store', how: 'removed' },
          { path: '/ws/.bocas/work/x', how: 'removed' },
        ],
        stored: 1,
        copied: 1,
      },
      [
        '✖ .bocas/store and .bocas/work/x were removed in the middle of this call: 6 runs were interrupted, and nothing more is written',
        '  safe   1 finished result of this call, in .bocas/store',
        '  safe   1 finished result of this call, of which paper/artifacts has copies',
        AGAIN,
        CLEAN,
      ],
    ],
  ])('%s', (_, change, lines) => expect(describeLoss(loss(change)).split('\n')).toEqual(lines))
})
