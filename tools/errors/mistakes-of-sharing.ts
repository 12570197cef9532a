import { hostName, problemsIn } from '../../packages/bocas/src/internal'
import { missingObject, notCommitted } from '../../packages/nx/src/sharing/bundle'
import { unknownBranches } from '../../packages/nx/src/sharing/git-files'
import { alreadySharing } from '../../packages/nx/src/sharing/lock-on-disk'
import { notPushed } from '../../packages/nx/src/sharing/push'
import { awsSettings } from '../../packages/nx/src/sharing/remotes/aws'
import type { Mistake } from './mistake'
import { commandSays, told } from './provoke'

const LOCK = JSON.stringify({
  [`${'a'.repeat(64)} ${'b'.repeat(64)}`]: { run: 'mine/lr=0.1', pack: 'c'.repeat(64), bytes: 1024, executions: [] },
  format: 1,
})

function refusalOf(act: () => unknown): string {
  try {
    act()
    return ''
  } catch (error) {
    return told(problemsIn(error)[0])
  }
}

/** Mistakes on the way of results to other machines, and into an archive. */
export const MISTAKES_OF_SHARING: readonly Mistake[] = [
  {
    did: 'bocas push of a result that is damaged',
    code: 'damaged-here',
    says: () => told(notPushed('mine/lr=0.1', 'weights.bin was changed after it was written: its digest does not fit')),
  },
  {
    did: 'bocas push while a sweep does not load',
    code: 'broken-sweep',
    says: () => commandSays(['push', '--to', 'results'], { 'sweep.ts': 'export default 1\n' }),
  },
  {
    did: 'two pushes at once',
    code: 'already-sharing',
    says: () => told(alreadySharing({ pid: 4711, host: hostName() }, '')),
  },
  {
    did: 'bocas gc --remote with a branch that was not fetched',
    code: 'unknown-branches',
    says: () => told(unknownBranches('origin', ['refs/heads/ablation'])),
  },
  { did: 'bocas bundle without a lock', code: 'no-results-lock', says: () => commandSays(['bundle'], {}) },
  {
    did: 'bocas bundle before the lock is committed',
    code: 'not-committed',
    says: () => told(notCommitted('paper/results.lock.json')),
  },
  {
    did: 'bocas bundle when a result is nowhere',
    code: 'missing-object',
    says: () => told(missingObject('mine/lr=0.1', 'the remote does not have it', 's3://results/lab')),
  },
  {
    did: 'bocas pull of an archive that was cut off',
    code: 'damaged-archive',
    says: () => commandSays(['pull', 'bundle.tar'], { '/paper/results.lock.json': LOCK, '/bundle.tar': 'cut off' }),
  },
  {
    did: 'half of a key',
    code: 'half-a-key',
    says: () => refusalOf(() => awsSettings({ AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE' }, '/nowhere')),
  },
]
