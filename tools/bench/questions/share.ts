import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { startSshd } from '../../e2e/rig/sshd'
import type { Contender, Sample } from '../contender'
import { folderSize } from '../measure/folder-size'
import { timed } from '../measure/timed'
import { filledStore } from '../workspaces/filled-store'
import { putAside } from '../workspaces/put-aside'
import type { Question } from './question'

/** What sharing may cost beside the copying of it. */
const GOAL = 1.5

/** What does it cost to send results to another machine, and to fetch them? */
export const share: Question = {
  name: 'share',
  asks: 'What does it cost to send results to another machine, and to fetch them?',
  sizes: [1000],
  async prepare(n, _options, { say, later }) {
    say(`making a store of ${n} results`)
    const rig = await filledStore(n, later)
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
    // What others have written and is not flushed yet would be flushed by whoever flushes next.
    const settled = (prepare: () => void) => (): void => {
      prepare()
      execFileSync('sync')
    }
    // Whoever pulls into a fresh clone has removed none.
    const remove = putAside(at('aside'))
    const [size, packed] = [folderSize(store), folderSize(objects)]
    const contenders: Contender[] = [
      {
        name: 'bocas push',
        against: [{ name: 'rsync of the store, there', goal: GOAL }, { name: 'rsync of the objects, there' }],
        prepare: settled(() => remove(remote, rig.path('paper/results.lock.json'))),
        measure: () => counted(bocas('push', '--to', `ssh://lab${remote}`), join(remote, 'objects')),
      },
      {
        name: 'rsync of the store, there',
        prepare: settled(() => remove(mirror)),
        measure: () => counted(rsync(`${at('store')}/`, `lab:${mirror}/`), mirror),
      },
      {
        name: 'rsync of the objects, there',
        prepare: settled(() => remove(back)),
        measure: () => counted(rsync(`${objects}/`, `lab:${back}/`), back),
      },
      {
        name: 'part: bocas push --dry-run, which plans, reads, packs and hashes',
        prepare: settled(() => renameSync(rig.path('paper/results.lock.json'), at('lock'))),
        measure: () =>
          bocas('push', '--to', `ssh://lab${remote}`, '--dry-run').finally(() =>
            renameSync(at('lock'), rig.path('paper/results.lock.json')),
          ),
      },
      {
        name: 'bocas pull',
        against: [{ name: 'rsync of the store, back', goal: GOAL }, { name: 'rsync of the objects, back' }],
        prepare: settled(() => {
          if (!existsSync(remote)) cpSync(objects, join(remote, 'objects'), { recursive: true })
          remove(store)
        }),
        measure: () => counted(bocas('pull', '--from', `ssh://lab${remote}`), store),
      },
      {
        name: 'rsync of the store, back',
        prepare: settled(() => {
          remove(mirror)
          mkdirSync(mirror)
        }),
        measure: () => counted(rsync(`lab:${at('store')}/`, `${mirror}/`), mirror),
      },
      {
        name: 'rsync of the objects, back',
        prepare: settled(() => remove(back)),
        measure: () => counted(rsync(`lab:${objects}/`, `${back}/`), back),
      },
      {
        name: 'part: bocas pull --dry-run, which reads the lock and looks into the store',
        prepare: settled(() => renameSync(store, at('hidden'))),
        measure: () =>
          bocas('pull', '--from', `ssh://lab${remote}`, '--dry-run').finally(() => renameSync(at('hidden'), store)),
      },
      {
        name: 'part: flushing so many files',
        prepare() {
          settled(() => remove(mirror))()
          cpSync(at('store'), mirror, { recursive: true })
        },
        measure: () => call(['sync', '-f', mirror]),
      },
      { name: 'part: one login', measure: () => call([...shell.split(' '), 'lab', 'true']) },
      { name: 'part: the start of bocas', measure: () => bocas('version') },
    ]
    return {
      title: `${n} results by ssh on loopback, none there`,
      contenders,
      notes: [
        `the store: ${size.files} files, ${size.bytes} bytes; the objects: ${packed.files} files, ${packed.bytes} bytes`,
        'bocas: with the start of Node; to push, the sweep is planned to know which results these are, and each is read, packed and hashed; pulled ones are checked byte by byte, enter the store one by one, and are flushed to the disk',
        'parts are measured by themselves, and overlap in a call: the login goes on while a sweep is planned, and what is packed is sent while the next is read',
        'rsync -r over the same ssh: the same files, or the same archives of them; it checks and flushes nothing',
      ],
    }
  },
}
