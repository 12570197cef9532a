import { cpSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { startSshd } from '../../e2e/rig/sshd'
import type { Contender, Sample } from '../contender'
import { folderSize } from '../measure/folder-size'
import { timed } from '../measure/timed'
import { timedNx } from '../measure/workspace-nx'
import { expectResults, trivialRuns } from '../workspaces/trivial-runs'
import type { Question } from './question'

/** What sharing may cost beside the copying of it. */
const GOAL = 1.5

/** What does it cost to send results to another machine, and to fetch them? */
export const share: Question = {
  name: 'share',
  asks: 'What does it cost to send results to another machine, and to fetch them?',
  sizes: [1000],
  async prepare(n, { workers }, { say, later }) {
    const rig = trivialRuns(n)
    later(() => rig.dispose())
    say(`executing ${n} runs`)
    await timedNx(rig, ['run-many', '-t', 'experiment', `--parallel=${workers}`])
    expectResults(rig, n)
    const sshd = await startSshd(['lab'])
    later(() => sshd.stop())
    const at = (name: string): string => join(rig.places.base, name)
    const [remote, mirror, objects, back] = ['remote', 'mirror', 'objects', 'back'].map(at) as [
      string,
      string,
      string,
      string,
    ]
    const shell = `ssh -F ${sshd.config}`
    const env = { ...process.env, BOCAS_SSH_COMMAND: shell, CI: '1' }
    const call = async (command: readonly string[]): Promise<Sample> => {
      const sample = await timed(command, { cwd: rig.root, env })
      if (sample.code !== 0) throw new Error(`${command.join(' ')} ended with ${sample.code}:\n${sample.output}`)
      return sample
    }
    const bocas = (...args: string[]): Promise<Sample> =>
      call([process.execPath, rig.path('node_modules/@bocas/nx/bin/bocas.cjs'), ...args])
    const rsync = (from: string, to: string): Promise<Sample> => call(['rsync', '-r', '-e', shell, from, to])
    const expect = (folder: string): void => {
      const count = existsSync(folder) ? readdirSync(folder).filter((name) => /^[0-9a-f]{64}$/.test(name)).length : 0
      if (count !== n) throw new Error(`${count} of ${n} results are in ${folder}`)
    }
    const counted = async (sample: Promise<Sample>, folder: string): Promise<Sample> => {
      const found = await sample
      expect(folder)
      return found
    }
    await bocas('push', '--to', `ssh://lab${remote}`)
    cpSync(join(remote, 'objects'), objects, { recursive: true })
    const store = rig.path('.bocas/store')
    cpSync(store, at('store'), { recursive: true })
    // Not removed: ext4 makes files slowly for some seconds after thousands were, and whoever pulls into a fresh clone has removed none.
    let moved = 0
    mkdirSync(at('aside'))
    const remove = (...places: string[]): void =>
      places.filter((place) => existsSync(place)).forEach((place) => renameSync(place, at(`aside/${moved++}`)))
    const [size, packed] = [folderSize(store), folderSize(objects)]
    const contenders: Contender[] = [
      {
        name: 'bocas push',
        against: [{ name: 'rsync of the store, there', goal: GOAL }, { name: 'rsync of the objects, there' }],
        prepare: () => remove(remote, rig.path('paper/results.lock.json')),
        measure: () => counted(bocas('push', '--to', `ssh://lab${remote}`), join(remote, 'objects')),
      },
      {
        name: 'rsync of the store, there',
        prepare: () => remove(mirror),
        measure: () => counted(rsync(`${at('store')}/`, `lab:${mirror}/`), mirror),
      },
      {
        name: 'rsync of the objects, there',
        prepare: () => remove(back),
        measure: () => counted(rsync(`${objects}/`, `lab:${back}/`), back),
      },
      {
        name: 'bocas pull',
        against: [{ name: 'rsync of the store, back', goal: GOAL }, { name: 'rsync of the objects, back' }],
        prepare() {
          if (!existsSync(remote)) cpSync(objects, join(remote, 'objects'), { recursive: true })
          remove(store)
        },
        measure: () => counted(bocas('pull', '--from', `ssh://lab${remote}`), store),
      },
      {
        name: 'rsync of the store, back',
        prepare() {
          remove(mirror)
          mkdirSync(mirror)
        },
        measure: () => counted(rsync(`lab:${at('store')}/`, `${mirror}/`), mirror),
      },
      {
        name: 'rsync of the objects, back',
        prepare: () => remove(back),
        measure: () => counted(rsync(`lab:${objects}/`, `${back}/`), back),
      },
    ]
    return {
      title: `${n} results by ssh on loopback, none there`,
      contenders,
      notes: [
        `the store: ${size.files} files, ${size.bytes} bytes; the objects: ${packed.files} files, ${packed.bytes} bytes`,
        'bocas: with the start of Node; to push, the sweep is planned to know which results these are, and each is read, packed and hashed; pulled ones are checked byte by byte, enter the store one by one, and are flushed to the disk',
        'rsync -r over the same ssh: the same files, or the same archives of them; it checks and flushes nothing',
      ],
    }
  },
}
