import type { Explained } from './explained'

/** Results that go from one machine to another. */
export const OF_SHARING: readonly Explained[] = [
  {
    code: 'no-results-lock',
    says: /there is no \S*results\.lock\.json/,
    means:
      'That file names the results of a checkout, so that it is known which ones to fetch and what their bytes have to be.',
    next: 'Whoever has the results calls bocas push --to <address> and commits the file; then git pull.',
  },
  {
    code: 'damaged-results-lock',
    says: /results\.lock\.json (?:is damaged|is no JSON object|has a conflict|has format)|the remote of .*results\.lock\.json is no text/,
    means: 'The file is written by bocas push, a line for each result; something else has changed it.',
    next: 'git log -p paper/results.lock.json says who. After a merge keep the lines of both sides, in any order; the line "paper/results.lock.json merge=union" in .gitattributes does so.',
  },
  {
    code: 'no-remote',
    says: /no remote is named|nothing can be (?:pushed to|removed from) /,
    means:
      'Results are shared at an address, which the lock remembers from the first push on; https:// and archives are for reading only.',
    next: 'bocas push --to <a folder, ssh://host/path or s3://bucket/prefix>.',
  },
  {
    code: 'wrong-address',
    says: /an address (?:is not empty|holds no password|has nothing after)|there are no remotes of the kind |only https:\/\/ is taken|(?:ssh|s3):\/\/ needs |AWS_ENDPOINT_URL is no https/,
    means:
      'The address of a remote stands in git, so it holds no password and no signature, and it is one that nobody can listen to.',
    next: 'docs/sharing.md lists what an address can be, and where keys are taken from.',
  },
  {
    code: 'result-refused',
    says: /nothing of it has entered the store/,
    means:
      'What a remote gave is not what git names: an object was lost, damaged or exchanged there, or the lock was edited.',
    next: 'npx bocas verify --remote --bytes says which. Whoever has the result removes the bad object and calls bocas push; or execute the run.',
  },
  {
    code: 'remote-unusable',
    says: /:\/\/\S+ cannot (?:be used|be listed|be read|be written to|be removed from)\b/,
    means: 'The place where results are shared did not answer, or did not allow it.',
    next: 'Look at the reason beside it. What was transferred is kept: the same command goes on from there.',
  },
  {
    code: 'foreign-result',
    says: /none of those that \S*results\.lock\.json names/,
    means:
      'A result in paper/artifacts was not executed on this machine and is not one that git names: a cache of Nx may have brought it.',
    next: 'npx bocas pull fetches the one that git names; without it, nx reset and nx execute the run here.',
  },
]
