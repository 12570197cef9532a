import { memoryGroup } from './memory-group'

const of = (files: Readonly<Record<string, string>>) => memoryGroup((file) => files[file])

it.each([
  ['nothing where there are no groups', {}, { kills: 0, limit: 0 }],
  [
    'version 1, with the limit of a group around it',
    {
      '/proc/self/cgroup': '9:name=systemd:/\n5:memory:/slurm_n1/job_2/step_batch\n0::/\n',
      '/sys/fs/cgroup/memory/slurm_n1/job_2/step_batch/memory.oom_control':
        'oom_kill_disable 0\nunder_oom 0\noom_kill 1\n',
      '/sys/fs/cgroup/memory/slurm_n1/job_2/step_batch/memory.limit_in_bytes': '9223372036854771712\n',
      '/sys/fs/cgroup/memory/slurm_n1/job_2/memory.limit_in_bytes': '314572800\n',
    },
    { kills: 1, limit: 314_572_800 },
  ],
  [
    'version 2',
    {
      '/proc/self/cgroup': '0::/system.slice/slurmstepd.scope/job_7\n',
      '/sys/fs/cgroup/system.slice/slurmstepd.scope/job_7/memory.events': 'low 0\nhigh 0\nmax 3\noom 2\noom_kill 2\n',
      '/sys/fs/cgroup/system.slice/slurmstepd.scope/job_7/memory.max': 'max\n',
      '/sys/fs/cgroup/system.slice/memory.max': '1000\n',
    },
    { kills: 2, limit: 1000 },
  ],
  ['a counter that is not there', { '/proc/self/cgroup': '0::/a\n' }, { kills: 0, limit: 0 }],
])('the memory of a group is %s', (_what, files, expected) => expect(of(files)).toEqual(expected))
