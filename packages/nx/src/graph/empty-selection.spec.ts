import { emptySelection, type SelectableProject } from './empty-selection'

const PROJECTS: readonly SelectableProject[] = [
  { name: 'mnist', tags: ['bocas:task'], targets: ['experiment', 'figures', 'draft', 'try'] },
  { name: 'mnist/tactic=bumps', tags: ['task:mnist', 'tactic=bumps'], targets: ['experiment'] },
  { name: 'mnist/tactic=line', tags: ['task:mnist', 'tactic=line'], targets: ['experiment'] },
  { name: 'library', tags: [], targets: ['lint'] },
]
const judge = (line: string, projects = PROJECTS): string | undefined =>
  emptySelection(['node', 'nx', ...line.split(' ')], () => projects)

describe('a selection that selects nothing', () => {
  it.each<[line: string, problem: string]>([
    [
      'run-many -t experimnt',
      '✖ no project has a target `experimnt`\n  did you mean `experiment`? There are: `experiment`, `figures`, `draft`, `try`',
    ],
    [
      'run-many --targets=figres,drafft',
      '✖ no project has a target `figres`\n  did you mean `figures`? There are: `experiment`, `figures`, `draft`, `try`\n✖ no project has a target `drafft`\n  did you mean `draft`? There are: `experiment`, `figures`, `draft`, `try`',
    ],
    [
      'run-many -t experiment -p tag:tactic=bump',
      '✖ no project has the tag `tactic=bump`\n  did you mean `tactic=bumps`?',
    ],
    [
      'run-many -t experiment -p tag:tactic=forest',
      '✖ no project has the tag `tactic=forest`\n  there are: `tactic=bumps`, `tactic=line`',
    ],
    [
      'run-many --target=experiment --projects=tag:lr=0.1 --parallel=4',
      '✖ no project has the tag `lr=0.1`\n  npx bocas plan lists tasks and runs, npx nx show project <name> the tags of one',
    ],
    ['run-many -t experiment -p mnits', '✖ there is no project `mnits`\n  did you mean `mnist`?'],
    [
      'run-many -p mnits,tag:lr=1 -t figures',
      '✖ there is no project `mnits`\n  did you mean `mnist`?\n✖ no project has the tag `lr=1`\n  npx bocas plan lists tasks and runs, npx nx show project <name> the tags of one',
    ],
  ])('is told: nx %s', (line, problem) => {
    expect(judge(line)).toBe(`nothing is selected, so nothing would be executed:\n${problem}`)
  })

  it.each([
    'run-many -t experiment',
    'run-many -t experiment figures --parallel 4',
    'run-many -t experiment experimnt',
    'run-many -t experiment -p tag:tactic=bumps',
    'run-many -t experiment -p mnits mnist',
    'run-many -t experiment -p *lr=0.1*',
    'run-many -t experiment -p !mnist',
    'run-many -t lint -p tag:nothing',
    'run-many -t e2e',
    'affected -t experimnt',
    'run mnist:experimnt',
    'graph',
  ])('is not: nx %s', (line) => expect(judge(line)).toBeUndefined())

  it('is not looked for where the command line gives no reason to', () => {
    const never = (): never => {
      throw new Error('read the graph')
    }
    expect(emptySelection(['nx', 'run-many', '-t', 'experiment', 'figures'], never)).toBeUndefined()
    expect(emptySelection(['nx', 'affected', '-t', 'experiment', '-p', 'x'], never)).toBeUndefined()
  })
})
