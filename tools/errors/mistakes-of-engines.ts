import { hostname } from 'node:os'
import {
  codesOf,
  formatError,
  ProblemsError,
  withCodes,
  type ErrorCode,
  type Problem,
} from '../../packages/bocas/src/internal'
import { chosenEngine } from '../../packages/nx/src/engines/chosen-engine'
import { openEngine } from '../../packages/nx/src/engines/open-engine'
import { hostProblems } from '../../packages/nx/src/engines/ssh/refusals'
import { makeHost } from '../../packages/nx/src/engines/ssh/hosts'
import { refuseOtherData } from '../../packages/nx/src/host/jobs/execute-job'
import { endOfJob } from '../../packages/nx/src/host/jobs/job-end'
import { otherRelease } from '../../packages/nx/src/host/jobs/submit-jobs'
import type { JobNote } from '../../packages/nx/src/protocol/job-files'
import type { RunSpecification } from '../../packages/nx/src/protocol/run-specification'
import { readLimits } from '../../packages/slurm/src/limits'
import { refusals } from '../../packages/slurm/src/refusals'
import { blindness } from '../../packages/slurm/src/sight'
import { slurmEngine } from '../../packages/slurm/src/slurm-engine'
import { request } from '../../packages/slurm/src/test-requests'
import { commandSays, inWorkspace, runSays, thrown } from './provoke'

const said = (error: unknown): string => withCodes(formatError(error), codesOf(error))
const problemsSay = (problems: readonly Problem[]): string => said(new ProblemsError(problems))

/** What is said when runs are to be executed with these profiles and this environment. */
const chosenSays = (profiles: object, env: Readonly<Record<string, string>>): Promise<string> =>
  inWorkspace({ '/profiles.json': JSON.stringify(profiles) }, async ({ root }) => {
    try {
      await openEngine(root, chosenEngine(root, env))
      return ''
    } catch (error) {
      return said(error)
    }
  })

const CLUSTER = readLimits(
  'MaxArraySize = 1001',
  'PartitionName=main Default=YES MaxTime=UNLIMITED State=UP\nPartitionName=short Default=NO MaxTime=02:00:00 MaxMemPerNode=16000 State=UP',
)
const clusterSays = (configuration: object): string =>
  problemsSay(refusals([request('lr=0.1', { configuration: { ...configuration } })], CLUSTER))

/** What is said when sbatch ends so. */
async function sbatchSays(stderr: string): Promise<string> {
  const cut = '--bocas-cut--'
  const shell = (script: string) =>
    Promise.resolve(
      script.includes('scontrol show config')
        ? { code: 0, stdout: `MaxArraySize = 1001\n${cut}\nPartitionName=main Default=YES\n${cut}\n`, stderr: '' }
        : { code: 1, stdout: '', stderr },
    )
  try {
    await slurmEngine({ shell, where: 'this machine' }).submit([request('lr=0.1')])
    return ''
  } catch (error) {
    return said(error)
  }
}

/** What is said where the shell of a cluster ends so. */
async function slurmSays(where: string, end: { readonly code: number; readonly stderr: string }): Promise<string> {
  const { refuse } = slurmEngine({ shell: () => Promise.resolve({ stdout: '', ...end }), where })
  return problemsSay(await refuse([request('lr=0.1')]))
}

async function hostSays(code: number, stderr: string): Promise<string> {
  const host = makeHost('gpu1', { slots: 1, root: '/home/ada/paper', node: 'node' })
  return problemsSay(await hostProblems([host], () => Promise.resolve({ code, stdout: '', stderr })))
}

const NOTE: JobNote = {
  format: 0,
  engine: 'slurm',
  id: '12_3@bocas-0123456789abcdef',
  task: 'mine',
  name: 'lr=0.1',
  key: '',
  number: 1,
  submission: 1,
  attempt: 1,
  at: '',
}

/** Mistakes in how a cluster or other machines are asked to execute runs. */
export const MISTAKES_OF_ENGINES: readonly {
  readonly did: string
  readonly code: ErrorCode
  readonly says: () => string | Promise<string>
}[] = [
  {
    did: 'an engine that is not installed',
    code: 'unknown-engine',
    says: () => chosenSays({}, { BOCAS_ENGINE: 'slrm' }),
  },
  { did: 'bocas submit without an engine', code: 'unknown-engine', says: () => commandSays(['submit', 'mine']) },
  {
    did: 'a profile that there is not',
    code: 'unknown-profile',
    says: () => chosenSays({ cluster: { engine: 'slurm' } }, { BOCAS_PROFILE: 'clsuter' }),
  },
  {
    did: 'a misspelt setting of a profile',
    code: 'wrong-profile',
    says: () => chosenSays({ cluster: { engin: 'slurm', jobs: 'many' } }, { BOCAS_PROFILE: 'cluster' }),
  },
  {
    did: 'ssh without hosts',
    code: 'wrong-profile',
    says: () => chosenSays({ lab: { engine: 'ssh' } }, { BOCAS_PROFILE: 'lab' }),
  },
  {
    did: 'no Slurm where nx is called',
    code: 'engine-away',
    says: () => slurmSays('this machine', { code: 3, stderr: 'there is no sbatch' }),
  },
  {
    did: 'a login node that does not let one in',
    code: 'engine-away',
    says: () => slurmSays('ada@cluster', { code: 255, stderr: 'ada@cluster: Permission denied (publickey).' }),
  },
  {
    did: 'a host that cannot be reached',
    code: 'engine-away',
    says: () => hostSays(255, 'ssh: connect to host gpu1 port 22: No route to host'),
  },
  { did: 'a partition that there is not', code: 'not-on-this-cluster', says: () => clusterSays({ partition: 'shrt' }) },
  {
    did: 'more time and memory than a partition gives',
    code: 'above-limit',
    says: () => clusterSays({ partition: 'short', time: '12:00:00', memory: '32G' }),
  },
  {
    did: 'a workspace that nodes do not see',
    code: 'cannot-execute-there',
    says: () => problemsSay(blindness('bocas-blind /home/ada/paper/.bocas/slurm')),
  },
  {
    did: 'a host without packages',
    code: 'cannot-execute-there',
    says: () => hostSays(1, ''),
  },
  {
    did: 'an option that sbatch does not know',
    code: 'not-submitted',
    says: () => sbatchSays("sbatch: error: unrecognized option '--exclusiv'"),
  },
  {
    did: 'a job that is cancelled by somebody',
    code: 'job-lost',
    says: () =>
      runSays(
        endOfJob(
          { ended: { kind: 'ended', how: 'cancelled', words: '12_3: CANCELLED' }, saved: false },
          { engine: 'slurm', id: '12_3' },
          {},
          '',
        ),
      ),
  },
  {
    did: 'the log of a job that waits',
    code: 'no-log-yet',
    says: () =>
      commandSays(['logs', 'mine/lr=0.1'], {
        '/.bocas/jobs/k/1/job.json': JSON.stringify({ ...NOTE, engine: 'commands', format: 1, key: 'k' }),
      }),
  },
  { did: 'a job that no engine has', code: 'unknown-job', says: () => commandSays(['jobs', 'mine', '--cancel']) },
  {
    did: 'other data on the machine that executes a run',
    code: 'other-data',
    says: () =>
      thrown(() => {
        try {
          const file = '/home/ada/paper/data/mnist.csv'
          refuseOtherData({
            root: '/home/ada/paper',
            dataFiles: [{ file, stamp: '', sha256: 'f'.repeat(64) }],
          } as unknown as RunSpecification)
        } catch (error) {
          throw new Error(said(error).replaceAll(hostname(), 'n13'), { cause: error })
        }
      }),
  },
  {
    did: 'a job of another release',
    code: 'other-release',
    says: () => problemsSay([otherRelease({ folder: '', note: NOTE })]),
  },
]
