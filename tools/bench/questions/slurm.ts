import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Slurm } from '../../e2e/rig/slurm/slurm'
import type { Contender, Sample } from '../contender'
import { countPrograms } from '../measure/counted-programs'
import { succeeded, timed } from '../measure/timed'
import { timedNx } from '../measure/workspace-nx'
import { expectResults, forgetRuns, trivialRuns } from '../workspaces/trivial-runs'
import type { Question } from './question'

/** What a run as a job may cost beside the same job without us. */
const GOAL = 1.25

const profiles = (configuration: object): string =>
  JSON.stringify({ cluster: { hosts: ['*'], engine: 'slurm', engines: { slurm: configuration } } })

/** Programs that ask Slurm's controller, or its database. */
const ASKING = ['squeue', 'sacct', 'scontrol', 'sbatch', 'scancel', 'srun', 'sinfo', 'sacctmgr'] as const

/** What does a run cost as a job of Slurm, beside the same command in a job array that somebody writes by hand? */
export const slurm: Question = {
  name: 'slurm',
  asks: 'What does a run cost as a job of Slurm, beside the same command in a job array?',
  sizes: [200, 1000],
  async prepare(n, _options, { say, later }) {
    const rig = trivialRuns(n)
    later(() => rig.dispose())
    const cluster = await Slurm.start()
    later(() => cluster.stop())
    // Calls of nx have this process's environment.
    process.env.SLURM_CONF = cluster.env.SLURM_CONF
    const { PATH } = process.env
    const asked = countPrograms(join(rig.places.base, 'counted'), ASKING, PATH!)
    process.env.PATH = asked.path
    later(() => {
      delete process.env.SLURM_CONF
      process.env.PATH = PATH
    })
    const env = { ...process.env, COUNT_FILE: rig.places.countFile }
    const submit = async (): Promise<Sample> =>
      succeeded(
        'bocas submit',
        await timed([process.execPath, rig.path('node_modules/@bocas/nx/bin/bocas.cjs'), 'submit', 'trivial'], {
          cwd: rig.root,
          env,
        }),
      )
    const idle = (): Promise<void> =>
      cluster.until('no job is left', async () => (await cluster.must('squeue', '-h', '-o', '%A')).trim() === '', 600)
    const clear = async (): Promise<void> => {
      await cluster.call('scancel', '--user', String(process.getuid!()))
      await idle()
      forgetRuns(rig)
    }
    // The very commands that we would execute: submitted and held, put aside, and taken back.
    say(`noting the commands of ${n} jobs`)
    writeFileSync(rig.path('profiles.json'), profiles({ flags: ['--hold'] }))
    await submit()
    const aside = join(rig.places.base, 'aside')
    cpSync(rig.path('.bocas'), aside, { recursive: true })
    await clear()
    writeFileSync(rig.path('profiles.json'), profiles({}))
    const [array] = readdirSync(join(aside, 'slurm')).filter((name) => name.startsWith('bocas-'))
    const job = join(rig.places.base, 'job.sh')
    writeFileSync(
      job,
      `#!/bin/bash\neval "$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" '${rig.path('.bocas/slurm', array!, 'jobs.sh')}')"\nexec "$@" >>"$log" 2>&1\n`,
    )
    const byHand = `id=$(sbatch --parsable -o /dev/null --array=0-${n - 1} '${job}') && while [ -n "$(squeue -h -j "$id" -o %A)" ]; do sleep 0.5; done`
    const contenders: Contender[] = [
      {
        name: 'bocas by Slurm',
        against: { name: 'the same commands by sbatch --array', goal: GOAL },
        prepare: clear,
        async measure() {
          asked.calls()
          const { wall, cpu } = await timedNx(rig, ['run-many', '-t', 'experiment'])
          expectResults(rig, n)
          const calls = asked.calls()
          const polls = calls.filter((name) => name === 'squeue').length
          say(
            `${calls.length} questions to Slurm in ${wall.toFixed(1)} s, ${polls} of squeue: ${((polls / wall) * 60).toFixed(1)} a minute`,
          )
          return { wall, cpu }
        },
      },
      {
        name: 'the same commands by sbatch --array',
        async prepare() {
          await clear()
          cpSync(aside, rig.path('.bocas'), { recursive: true })
          rmSync(rig.path('.bocas/work'), { recursive: true, force: true })
        },
        async measure() {
          const { wall, cpu } = succeeded('sbatch', await timed(['sh', '-c', byHand], { cwd: rig.root, env }))
          const jobs = readdirSync(rig.path('.bocas/jobs'))
          const done = jobs.filter((key) =>
            existsSync(rig.path('.bocas/jobs', key, '1/executions/1/entry/result.json')),
          )
          if (done.length !== n) throw new Error(`${done.length} of ${n} jobs have a result`)
          return { wall, cpu }
        },
      },
      {
        name: 'bocas submit alone',
        prepare: clear,
        async measure() {
          const { wall, cpu } = await submit()
          return { wall, cpu }
        },
      },
    ]
    return {
      title: `${n} trivial runs as jobs of a Slurm with four nodes on this machine`,
      contenders,
      notes: [
        'CPU is that of the call itself: the jobs are processes of the cluster, and the same in both',
        'both execute the same commands in arrays; bocas plans, submits, follows, verifies and stores as well',
        'while jobs wait, squeue is called every 10 s for all of them: six calls a minute, whatever their number',
      ],
    }
  },
}
