import type { Explained } from './explained'

/** Runs that a cluster or other machines execute. */
export const OF_ENGINES = {
  'unknown-engine': {
    means: 'Runs are executed by an engine: local, ssh, commands, or one of a package @bocas/<name>.',
    next: 'BOCAS_ENGINE=slurm, or "engine": "slurm" in profiles.json, after npm install @bocas/slurm. docs/engines.md lists them.',
  },
  'unknown-profile': {
    means: 'A profile is chosen by its name in profiles.json.',
    next: 'Take one of the names that are listed, or add the profile.',
  },
  'wrong-profile': {
    means:
      'profiles.json is read as a whole before anything is executed; a misspelt setting must not cost a night in a queue.',
    next: 'docs/engines.md and docs/clusters.md list the settings.',
  },
  'engine-away': {
    means: 'The scheduler, or the machine that it is asked on, does not answer.',
    next: 'Try by hand what is named: squeue, or ssh <host> true. Nothing was submitted; call again when it answers.',
  },
  'not-on-this-cluster': {
    means: 'The cluster has no such partition, or the account or QOS is not yours: the job would wait for ever.',
    next: 'sinfo lists partitions, sacctmgr show assoc user=$USER accounts and QOS. Correct profiles.json; nothing was submitted.',
  },
  'above-limit': {
    means: 'No job may have so much there: it would wait for ever, or be refused when others are submitted already.',
    next: 'Ask for less, or choose another partition or QOS in profiles.json. Nothing was submitted.',
  },
  'cannot-execute-there': {
    means: 'The machines that are to execute runs do not see the workspace, or lack Node, packages or a program.',
    next: 'Clusters: a disk that all nodes share. Elsewhere: a clone with npm ci in it, at the `root` of the profile. docs/clusters.md has the steps.',
  },
  'not-submitted': {
    means: 'The scheduler refused the jobs, or its answer was not understood. None of them is in the queue.',
    next: 'Its own words are beside it; correct what they name in profiles.json.',
  },
  'job-lost': {
    means: 'A job came to its end without a result and without a word of the run.',
    next: 'npx bocas logs <task>/<run> shows what it printed. The next call of nx submits the run again.',
  },
  'unknown-job': {
    means: 'No engine has a job of that name whose result is still to be collected.',
    next: 'npx bocas jobs lists them; npx bocas runs lists what is kept.',
  },
  'no-log-yet': {
    means: 'The run has not printed anything: it waits, or has only just begun.',
    next: 'npx bocas jobs says why it waits; npx bocas logs <run> -f waits for it.',
  },
  'other-data': {
    means:
      'Declared data is part of the key. On the machine that executes the run it has other bytes, or is not there.',
    next: 'Bring the same files there, or say in the profile where they lie: "data": { "data": "/scratch/data" }.',
  },
  'other-release': {
    means:
      'A job and the call that collects it exchange files, and another release of bocas writes them in another form.',
    next: 'Collect the jobs with the release that submitted them, or cancel them: npx bocas jobs --cancel.',
  },
} as const satisfies Readonly<Record<string, Explained>>
