import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { layoutOf, pluginOptions } from 'bocas/internal'
import { configurationProblems as problemsOfSlurm } from '../../packages/slurm/src/configuration'
import { chosenEngine } from '../../packages/nx/src/engines/chosen-engine'
import * as commands from '../../packages/nx/src/engines/commands/commands-engine'
import * as ssh from '../../packages/nx/src/engines/ssh/ssh-engine'
import { readProfiles } from '../../packages/nx/src/shared/profiles'

const EXAMPLES = join(__dirname, '..', '..', 'docs', 'examples')
const NX = join(__dirname, '..', '..', 'packages', 'nx')
const PROBLEMS = {
  commands: commands.configurationProblems,
  ssh: ssh.configurationProblems,
  slurm: problemsOfSlurm,
} as const

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
const names = readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'))
const ofKind = (kind: string): string[] => names.filter((name) => name.endsWith(`.${kind}.json`))
const others = ['nx', 'project'].flatMap(ofKind)

let root: string
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'bocas-examples-'))))
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('what the documentation writes into', () => {
  it.each(names.filter((name) => !others.includes(name)))('profiles.json is taken: %s', (name) => {
    cpSync(join(EXAMPLES, name), join(root, 'profiles.json'))
    const profiles = Object.keys(readProfiles(root))
    expect(profiles.length).toBeGreaterThan(0)
    for (const BOCAS_PROFILE of profiles) {
      const engine = chosenEngine(root, { BOCAS_PROFILE })
      if (engine.name === 'local') continue
      const problems = PROBLEMS[engine.name as keyof typeof PROBLEMS]
      expect([engine.name, engine.parts.flatMap(({ configuration }) => problems(configuration))]).toEqual([
        engine.name,
        [],
      ])
    }
  })

  it.each(ofKind('nx'))('nx.json is taken: %s', (name) => {
    const options = pluginOptions(readFileSync(join(EXAMPLES, name), 'utf8'))
    expect(options).toBeDefined()
    expect(layoutOf(options).problems).toEqual([])
  })

  it.each(ofKind('project'))('project.json sets options that the targets of a paper have: %s', (name) => {
    const { targets } = json(join(EXAMPLES, name))
    expect(Object.keys(targets)).toEqual(['build'])
    const { properties } = json(join(NX, 'src/executors/paper/schema.json'))
    for (const [option, value] of Object.entries(targets.build.options))
      expect([option, typeof value]).toEqual([option, properties[option].type])
  })
})
