import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readArguments } from '../../packages/nx/src/cli/arguments'
import { commandNamed } from '../../packages/nx/src/cli/commands'
import { pagesOfPeople, ROOT } from './pages-of-people'

/** Lines of blocks for a shell, and what stands between backticks: without comments, one command each. */
function commandsIn(text: string): string[] {
  const blocks = [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)].flatMap(([, lines]) => lines!.split('\n'))
  const spans = [...text.replace(/^ *```[\s\S]*?^ *```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, span]) => span!)
  return [...blocks.map((line) => line.replace(/\s#.*$/, '')), ...spans]
    .flatMap((line) => line.split(/ && | > /))
    .map((part) => part.trim().replace(/^(?:[A-Z_]+=\S+ )*(?:npx )?/, ''))
    .filter((command) => command !== '')
}

/** The words of a command: `<a place>`, `[a place]` and words in quotes are one each, and `…` is any. */
const wordsOf = (command: string): string[] =>
  (command.match(/(?:"[^"]*"|<[^>]*>|\[[^\]]*\]|[^\s"<[])+/g) ?? []).map((word) => word.replaceAll('"', ''))

const typed = pagesOfPeople().flatMap(({ page, text }) => commandsIn(text).map((command) => ({ page, command })))
const starting = (start: string) => typed.filter(({ command }) => command.startsWith(start))

it('finds the commands of pages', () => {
  expect(commandsIn('```sh\nA=b npx bocas push --to x   # y\n```\n`npx bocas gc` `nx`')).toEqual([
    'bocas push --to x',
    'bocas gc',
    'nx',
  ])
  expect(wordsOf('bocas accept <the runs> --because "a b"')).toEqual([
    'bocas',
    'accept',
    '<the runs>',
    '--because',
    'a b',
  ])
})

it.each(starting('bocas '))('$page: bocas has what is typed by `$command`', ({ command }) => {
  const [, name, ...args] = wordsOf(command)
  const found = commandNamed(name!)
  expect([name, found?.name]).toEqual([name, name])
  // What is only named is not called: `bocas trace` asks for a name, `--because` for a reason.
  const last = found!.options[args.at(-1)?.replace(/^--/, '') ?? '']
  if (args.length > 0 || found!.words[0] === 0)
    readArguments(found!, [...args, ...(last?.type === 'string' ? ['x'] : [])])
})

const { generators } = json('packages/nx/generators.json')

it.each(starting('nx g @bocas/nx:'))('$page: the generator takes what is typed by `$command`', ({ command }) => {
  const [, , generator, ...args] = wordsOf(command)
  const entry = generators[generator!.slice('@bocas/nx:'.length)]
  expect([generator, typeof entry]).toEqual([generator, 'object'])
  const { properties } = json(join('packages/nx', entry.schema))
  const options = args.filter((arg) => arg.startsWith('--')).map((arg) => arg.slice(2).split('=')[0]!)
  const known = [...Object.keys(properties), 'dry-run', 'help']
  expect(options.filter((option) => !known.includes(option.replace(/^no-/, '')))).toEqual([])
})

/** Targets of tasks, runs and papers. */
const TARGETS = `experiment figures draft try check report build print watch arxiv gather`.split(' ')

it.each(starting('nx run '))('$page: the plugin makes the target of `$command`', ({ command }) => {
  const [, , named] = wordsOf(command)
  const [, target] = named!.split(':')
  expect(TARGETS).toContain(target)
})

function json(file: string) {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8'))
}
