import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { layoutOf, parseJson } from 'bocas/internal/light'
import { engines } from '../../../package.json'
import type { DoctorFinding } from './finding'
import { askGit } from '../../shared/git'

/** The oldest Nx with which everything was seen to work. */
const OLDEST_NX = 22

/** Node and Nx, in the versions that are needed. */
export function versions(root: string, node = process.versions.node): DoctorFinding[] {
  const needed = engines.node.replace('>=', '')
  const findings: DoctorFinding[] = [
    isOlder(node, needed)
      ? {
          state: 'wrong',
          what: `Node is ${node}, and ${needed} is needed`,
          next: 'install a newer one: https://nodejs.org',
        }
      : { state: 'well', what: `Node ${node}` },
  ]
  const nx = versionOf(root, 'nx')
  if (nx === undefined)
    findings.push({ state: 'wrong', what: 'Nx is not installed', next: 'npm install, or npm install --save-dev nx' })
  else if (Number.parseInt(nx, 10) < OLDEST_NX)
    findings.push({
      state: 'wrong',
      what: `Nx is ${nx}, and ${OLDEST_NX} or newer is needed`,
      next: 'npx nx migrate latest',
    })
  else findings.push({ state: 'well', what: `Nx ${nx}` })
  return findings
}

export function isOlder(version: string, needed: string): boolean {
  const [own, least] = [version, needed].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)))
  for (const [place, number] of least!.entries()) {
    const difference = (own![place] ?? 0) - number
    if (difference !== 0) return difference < 0
  }
  return false
}

/** Whether nx.json can be read and has the plugin, with options that it takes. */
export function plugin(root: string): DoctorFinding[] {
  let content: { plugins?: readonly (string | { plugin?: string; options?: unknown })[] }
  try {
    content = parseJson(readFileSync(join(root, 'nx.json'), 'utf8')) as typeof content
  } catch (error) {
    return [{ state: 'wrong', what: `nx.json cannot be read: ${(error as Error).message}`, next: 'mend its JSON' }]
  }
  const named = (content.plugins ?? []).map((entry) => (typeof entry === 'string' ? { plugin: entry } : entry))
  const own = named.find(({ plugin }) => plugin === '@bocas/nx')
  if (own === undefined)
    return [
      {
        state: 'wrong',
        what: 'nx.json does not name the plugin, so Nx knows of no task',
        next: 'add it: "plugins": ["@bocas/nx"]',
      },
    ]
  const { problems } = layoutOf('options' in own ? own.options : undefined)
  return problems.length === 0
    ? [{ state: 'well', what: 'nx.json has the plugin @bocas/nx' }]
    : problems.map(({ message, hint }): DoctorFinding => ({ state: 'wrong', what: `nx.json: ${message}`, next: hint }))
}

/** Packages and programs that are needed by what is there. */
export function needs(
  root: string,
  { draws, texts }: { readonly draws: boolean; readonly texts: readonly string[] },
): DoctorFinding[] {
  const packages = [
    ['bocas', true, 'every task imports it'],
    ['@bocas/figures', draws, 'a figures.ts is there'],
    ['@bocas/paper', texts.length > 0, `${texts[0]} is there`],
  ] as const
  const findings = packages
    .filter(([name, isNeeded]) => isNeeded && versionOf(root, name) === undefined)
    .map(([name, , why]): DoctorFinding => ({
      state: 'wrong',
      what: `${name} is not installed, and ${why}`,
      next: `npm install --save-dev ${name}`,
    }))
  const latex = texts.find((text) => text.endsWith('.tex'))
  if (latex !== undefined && !isOnPath('latexmk'))
    findings.push({
      state: 'wrong',
      what: `latexmk is not found, and ${latex} needs it`,
      next: 'install TeX Live or MiKTeX with latexmk',
    })
  return findings
}

const isOnPath = (program: string, path = process.env.PATH ?? ''): boolean =>
  path.split(delimiter).some((folder) => ['', '.exe', '.cmd'].some((end) => existsSync(join(folder, program + end))))

/** The version that is installed for the workspace, in it or in a folder above it. */
function versionOf(root: string, name: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const file = join(folder, 'node_modules', name, 'package.json')
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
    if (dirname(folder) === folder) return undefined
  }
}

/** Whether git ignores what is made; no finding where there is no git. */
export function git(root: string): DoctorFinding[] {
  const made = ['.bocas', '.nx', 'node_modules']
  const tracked = askGit(root, ['ls-files', '--', ...made.map((folder) => `${folder}/`)])
  if (tracked === undefined) return []
  if (tracked === '') return [{ state: 'well', what: `git tracks none of ${made.join(', ')}` }]
  const [first = ''] = tracked.split('\n')
  return [
    {
      state: 'wrong',
      what: `git keeps what is made, such as ${first}`,
      next: `write ${made.join(', ')} into .gitignore, and git rm -r --cached them`,
    },
  ]
}
