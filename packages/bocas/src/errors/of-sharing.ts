import type { Explained } from './explained'

/** Results that go from one machine to another. */
export const OF_SHARING = {
  'no-results-lock': {
    means:
      'That file names the results of a checkout, so that it is known which ones to fetch and what their bytes have to be.',
    next: 'Whoever has the results calls bocas push --to <address> and commits the file; then git pull.',
  },
  'damaged-results-lock': {
    means: 'The file is written by bocas push, a line for each result; something else has changed it.',
    next: 'git log -p paper/results.lock.json says who. After a merge keep the lines of both sides, in any order; the line "paper/results.lock.json merge=union" in .gitattributes does so.',
  },
  'no-remote': {
    means:
      'Results are shared at an address, which the lock remembers from the first push on; https:// and archives are for reading only.',
    next: 'bocas push --to <a folder, ssh://host/path or s3://bucket/prefix>.',
  },
  'wrong-address': {
    means:
      'The address of a remote is kept in git, so it holds no password and no signature; and it is one whose traffic nobody can read.',
    next: 'docs/sharing.md lists what an address can be, and where keys are taken from.',
  },
  'result-refused': {
    means:
      'What a remote gave is not what git names: an object was lost, damaged or exchanged there, or the lock was edited.',
    next: 'npx bocas verify --remote --bytes says which. Whoever has the result removes the bad object and calls bocas push; or execute the run.',
  },
  'remote-unusable': {
    means: 'The place where results are shared did not answer, did not allow it, or cannot take it.',
    next: 'Look at the reason beside it. What was transferred is kept: the same command goes on from there.',
  },
  'damaged-here': {
    means: 'A result in the store is not as it was written, so it is sent to nobody. All others are.',
    next: 'Call nx: it puts the damaged one aside and executes the run again; or bocas pull, where a remote has it.',
  },
  'missing-object': {
    means: 'An archive holds every result that the lock names, and this one is neither here nor at the remote.',
    next: 'Whoever has it calls bocas push. If nobody needs it any more, bocas push --prune takes it out of the lock.',
  },
  'damaged-archive': {
    means: 'The file is no archive of bocas bundle, or not all of it.',
    next: 'Get it again, and compare its SHA-256 with the one that bocas bundle has printed.',
  },
  'not-committed': {
    means: 'An archive is made of a commit: what is not in it would be missing for whoever reads the archive.',
    next: 'git add what belongs to it, git commit, and bocas bundle again.',
  },
  'unknown-branches': {
    means: 'A branch that was not fetched may need what seems to be needed by none, so nothing is removed.',
    next: 'git fetch --all --tags, then the same command.',
  },
  'already-sharing': {
    means: 'One push or pull at a time: two would write the same files.',
    next: 'Wait until the other one has ended. If there is none, the process that is named has to be ended.',
  },
  'broken-sweep': {
    means: 'Which runs a sweep has is known only when it loads.',
    next: 'bocas plan <task> says what is wrong with it.',
  },
  'half-a-key': {
    means: 'The credentials of a bucket have two parts, and only one of them is set.',
    next: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or neither and AWS_PROFILE.',
  },
  'foreign-result': {
    means:
      'A result in paper/artifacts was not executed on this machine and is not one that git names: a cache of Nx may have brought it.',
    next: 'npx bocas pull fetches the one that git names; without it, nx reset and nx execute the run here.',
  },
} as const satisfies Readonly<Record<string, Explained>>
