import { configurationProblems } from './configuration'
import { readMemory } from './memory'

it('takes all that there is to say', () => {
  expect(
    configurationProblems({
      login: 'me@cluster',
      ssh: ['-p', '2222'],
      root: "/home/me/it's a paper",
      node: '/opt/node/bin/node',
      partition: 'gpu,gpu2',
      account: 'lab',
      qos: 'long',
      constraint: 'a100|h100 & x',
      time: '2-00:00:00',
      memory: '8 GB',
      cpus: 4,
      gpus: 'a100:2',
      modules: ['cuda/12.1'],
      setup: ['source ~/venv/bin/activate'],
      flags: ['--nice=100'],
      notice: 0,
      retry: { memory: 2 },
      inFlight: 20,
      requeue: false,
      successors: 0,
    }),
  ).toEqual([])
  expect(configurationProblems({})).toEqual([])
})

it.each([
  [{ partitoin: 'gpu' }, 'partitoin', 'there is no setting'],
  [{ partition: 'a b' }, 'partition', 'one word'],
  [{ time: '2h' }, 'time', 'a time as sbatch takes it'],
  [{ time: '0' }, 'time', 'a time as sbatch takes it'],
  [{ memory: '8 gigs' }, 'memory', 'a size'],
  [{ cpus: 0 }, 'cpus', '1 or more'],
  [{ gpus: 0.5 }, 'gpus', 'a number of GPUs'],
  [{ gpus: 'a100' }, 'gpus', 'a number of GPUs'],
  [{ setup: ['a\nb'] }, 'setup[0]', 'one line'],
  [{ flags: ['nice'] }, 'flags[0]', 'an option'],
  [{ login: '-oProxyCommand=evil' }, 'login', 'a host'],
  [{ root: '/home/me/paper' }, 'root', 'there is no `login`'],
  [{ root: 'paper', login: 'me@cluster' }, 'root', 'an absolute path'],
  [{ node: '-e' }, 'node', 'a program'],
  [{ retry: { memory: 0.5 } }, 'retry.memory', 'a factor'],
  [{ retry: { cpus: 2 } }, 'retry.cpus', 'there is no setting'],
  [{ constructor: 1 }, 'constructor', 'there is no setting'],
])('refuses %j', (given, path, message) => {
  expect(configurationProblems(given)).toEqual([
    expect.objectContaining({ path, message: expect.stringContaining(message) as string }),
  ])
})

it('says all that is wrong at once', () => {
  expect(configurationProblems({ cpus: -1, gpus: true, tim: '1' })).toHaveLength(3)
})

it.each([
  ['8G', 8192],
  ['8 GB', 8192],
  ['500M', 500],
  ['500', 500],
  ['1500K', 2],
  ['1.5g', 1536],
  ['1T', 1_048_576],
  ['8 gigs', undefined],
  ['', undefined],
])('reads %s as %s megabytes', (text, megabytes) => expect(readMemory(text)).toBe(megabytes))
