import { flagProblems } from '../../packages/nx/src/executors/try/overrides'
import { notLocked } from '../../packages/nx/src/sharing/held-against-lock'
import { PassingFault } from '../../packages/nx/src/sharing/persist'
import { gaveUp } from '../../packages/nx/src/sharing/remotes/one-by-one'
import type { Mistake } from './mistake'
import { commandSays, formatted, generatorSays, outsideSays, switchSays, told, tooOldSays, trySays } from './provoke'

const LOCK = '/paper/results.lock.json'
const lockOf = (change: object): string =>
  JSON.stringify({
    [`${'a'.repeat(64)} ${'b'.repeat(64)}`]: {
      run: 'mine/lr=0.1',
      pack: 'c'.repeat(64),
      bytes: 1024,
      executions: [],
      ...change,
    },
    format: 1,
  })

/** Mistakes in what is typed: commands, addresses, variables, overrides, names for the generators. */
export const MISTAKES_OF_CALLS: readonly Mistake[] = [
  { did: 'bocas verfiy', code: 'unknown-command', says: () => commandSays(['verfiy']) },
  { did: 'bocas plan mien', code: 'unknown-task', says: () => commandSays(['plan', 'mien']) },
  {
    did: 'a run that does not exist',
    code: 'unknown-run',
    says: () => commandSays(['accept', 'mine/lr=0.3', '--because', 'x']),
  },
  { did: 'bocas logs nope', code: 'unknown-run', says: () => commandSays(['logs', 'nope']) },
  { did: 'bocas accept without a reason', code: 'missing-reason', says: () => commandSays(['accept', 'mine']) },
  { did: 'bocas plan --jsn', code: 'unknown-option', says: () => commandSays(['plan', '--jsn']) },
  { did: 'bocas plan --parallel many', code: 'not-a-count', says: () => commandSays(['plan', '--parallel', 'many']) },
  { did: 'bocas diff main without git', code: 'no-git', says: () => commandSays(['diff', 'main']) },
  { did: 'bocas trace before anything is drawn', code: 'nothing-drawn-yet', says: () => commandSays(['trace', 'x']) },
  {
    did: 'bocas status --watch --json',
    code: 'exclusive-options',
    says: () => commandSays(['status', '--watch', '--json']),
  },
  { did: 'bocas pull without a lock', code: 'no-results-lock', says: () => commandSays(['pull']) },
  {
    did: 'a lock with a conflict',
    code: 'damaged-results-lock',
    says: () => commandSays(['pull'], { [LOCK]: '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> side\n' }),
  },
  {
    did: 'a lock that was edited',
    code: 'damaged-results-lock',
    says: () => commandSays(['pull'], { [LOCK]: lockOf({ pack: '../../x' }) }),
  },
  { did: 'bocas push to nowhere', code: 'no-remote', says: () => commandSays(['push']) },
  {
    did: 'bocas push to the web',
    code: 'no-remote',
    says: () => commandSays(['push', '--to', 'https://example.org/x']),
  },
  {
    did: 'an address with a password',
    code: 'wrong-address',
    says: () => commandSays(['push', '--to', 'https://me:secret@example.org/x']),
  },
  {
    did: 'http for a remote',
    code: 'wrong-address',
    says: () => commandSays(['push', '--to', 'http://example.org/x']),
  },
  {
    did: 'a remote that has lost an object',
    code: 'result-refused',
    says: () => commandSays(['pull', '--from', '.', '--quiet'], { [LOCK]: lockOf({}) }),
  },
  {
    did: 'a server that is not there',
    code: 'remote-unusable',
    says: () =>
      told(gaveUp('s3://results/lab', new PassingFault('results.example.org does not answer (ENOTFOUND)')).problems[0]),
  },
  {
    did: 'a result that a cache has brought',
    code: 'foreign-result',
    says: () => {
      const foreign = notLocked('0123456789ab')
      return told({ ...foreign, message: `damaged: ${foreign.message}`, path: 'mine/lr=0.1' })
    },
  },
  { did: 'bocas outside of a workspace', code: 'outside-a-workspace', says: () => outsideSays(['plan']) },
  { did: 'BOCAS_TRAIN=nevr', code: 'unknown-word', says: () => switchSays({ BOCAS_TRAIN: 'nevr' }) },
  { did: 'BOCAS_PARALLEL=many', code: 'not-a-count', says: () => switchSays({ BOCAS_PARALLEL: 'many' }) },
  { did: 'try with a key misspelt', code: 'unknown-key', says: () => trySays('rat=1') },
  { did: 'try with a word for a number', code: 'wrong-override', says: () => trySays('noise=high') },
  { did: 'try with an alternative misspelt', code: 'wrong-override', says: () => trySays('tactic=bump') },
  { did: 'try without a value', code: 'wrong-override', says: () => trySays('noise') },
  { did: 'try with a key twice', code: 'wrong-override', says: () => trySays('noise=1', 'noise=2') },
  {
    did: 'try --noise=0.5',
    code: 'unknown-flag',
    says: () => formatted('nx run mine:try', flagProblems({ noise: 0.5 })),
  },
  { did: 'a task with capitals', code: 'wrong-name', says: () => generatorSays('MyTask') },
  { did: 'a task by its path', code: 'wrong-name', says: () => generatorSays('tasks/mine') },
  { did: 'a task that Windows cannot keep', code: 'wrong-name', says: () => generatorSays('aux') },
  { did: 'a task that is there', code: 'name-taken', says: () => generatorSays('mine', ['mine']) },
  { did: 'a task called paper', code: 'name-taken', says: () => generatorSays('paper') },
  { did: 'Node 18', code: 'old-node', says: () => tooOldSays({ Node: '18.20.4', Nx: '24.0.6' }) },
  { did: 'Nx 21', code: 'old-nx', says: () => tooOldSays({ Node: '24.9.0', Nx: '21.6.1' }) },
]
