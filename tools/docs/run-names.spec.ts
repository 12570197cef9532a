import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { planSweeps } from 'bocas/internal'
import { pagesOfPeople, ROOT } from './pages-of-people'

jest.setTimeout(60_000)

/** The sweeps that pages speak of: of this repository, of examples, of what they quote. Those that take results of other tasks are not planned here. */
const sweepsIn = (folder: string): { task: string; file: string }[] =>
  readdirSync(join(ROOT, folder)).flatMap((task) => {
    const file = join(ROOT, folder, task, 'sweep.ts')
    return existsSync(file) && !/\b(?:from|resultsOf)\b.* from 'bocas'/.test(readFileSync(file, 'utf8'))
      ? [{ task, file }]
      : []
  })

const planned = new Map(
  [
    ...sweepsIn('tasks'),
    ...readdirSync(join(ROOT, 'examples')).flatMap((name) => sweepsIn(`examples/${name}/tasks`)),
    ...sweepsIn('tools/docs/pages'),
  ].map(({ task, file }) => [task, planSweeps(jest.requireActual(file)).runs]),
)

/** A name of a run, of two settings or more, or with its task before it. */
const NAMED = /(?:\b([a-z][\w-]*)\/)?((?:[a-z][\w.]*=[\w.]+)(?:\+[a-z][\w.]*=[\w.]+)*)(?![\w=*+])/g

/** Names as the pages have them, with the task where it is said. */
const namedIn = (text: string): { task: string | undefined; name: string }[] =>
  [...text.matchAll(NAMED)]
    .map(([, task, name]) => ({ task, name: name! }))
    .filter(({ task, name }) => task !== undefined || name.includes('+'))

const named = pagesOfPeople().flatMap(({ page, text }) => namedIn(text).map((one) => ({ page, ...one })))

it('finds names of runs', () => {
  expect(namedIn('`mnist/lr=0.1`, `a=1+b=x.5`, lr=0.1, mnist/*lr=0.1*')).toEqual([
    { task: 'mnist', name: 'lr=0.1' },
    { task: undefined, name: 'a=1+b=x.5' },
  ])
  expect(named.length).toBeGreaterThan(10)
})

it.each(named)('$page: $task/$name is a run that there is', ({ task, name }) => {
  const among = task === undefined ? [...planned.values()].flat() : (planned.get(task) ?? [])
  expect(among.map((run) => run.name)).toContain(name)
})

/** The keys that commands set: `nx run mnist:try optimizer=adam model.lr=0.02`. */
const tried = pagesOfPeople().flatMap(({ page, text }) =>
  [...text.matchAll(/nx run ([\w-]+):try((?: [\w.]+=[^\s`]+)+)/g)]
    .filter(([, task]) => planned.has(task!))
    .flatMap(([, task, settings]) =>
      settings!
        .trim()
        .split(' ')
        .map((setting) => ({ page, task: task!, key: setting.split('=')[0]! })),
    ),
)

it.each(tried)('$page: $task has the key $key', ({ task, key }) => {
  expect(planned.get(task)![0]!.config).toHaveProperty(key.split('.'))
})
