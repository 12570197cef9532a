import { lstatSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir, hostname, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { tar } from 'bocas/internal'
import { readJson } from '../shared/read-json'
import { anonymise, type Identity } from './archives/anonymise'
import { peopleOf } from './archives/citation'
import type { Manifest } from './archives/evidence'
import { CommandError, EXIT, type CliCommand } from './command'
import { askGit, trackedPaths } from '../shared/git'

export const anonymous: CliCommand = {
  name: 'anonymous',
  summary: 'an archive for review without the names of people, hosts and folders',
  usage: '[--into <file>] [--hide <words>…]',
  details: `What git tracks, without its history. Masked in texts: names and addresses of everybody who committed or is in package.json, this machine, this folder and
addresses of remotes. Files such as CITATION.cff are left out. Family names alone are reported and left, because you may cite yourself. The command
fails when the name of a file or a picture says who you are. Look into the archive before you hand it in.`,
  options: {
    into: { type: 'string', value: 'file', help: 'anonymous.tar.gz unless given' },
    hide: { type: 'string', value: 'words', multiple: true, help: 'what else says who you are: a university, a grant' },
  },
  words: [0, 0],
  run({ values }, { root, print, complain }) {
    const tracked = trackedPaths(root)
    if (tracked === undefined)
      throw new CommandError([{ message: 'this is no git repository: what belongs to the archive is what git tracks' }])
    const names = tracked.filter((name) => isFile(join(root, name)))
    const files = new Map(names.map((name) => [name, readFileSync(join(root, name))]))
    const made = anonymise(files, identityOf(root, values.get('hide') ?? []))
    if (made.refused.length > 0)
      throw new CommandError(
        made.refused.map((line) => ({ message: line, hint: 'rename or remove it, or leave it out of git' })),
        EXIT.problem,
      )
    const into = values.get('into')?.[0] ?? 'anonymous.tar.gz'
    const archive = gzipSync(tar(made.files), { level: 9 })
    // The system on which it was made stands in the tenth byte.
    archive[9] = 255
    writeFileSync(resolve(root, into), archive)
    for (const place of made.doubtful) complain(`⚠ ${place}`)
    if (made.doubtful.length > 0) complain('  these words may say who you are, and were left')
    print(`✔ ${into}: ${made.files.size} files, something was masked in ${made.masked.length}`)
    return Promise.resolve(EXIT.ok)
  },
}

/** User names that everybody has: masking them would change code and hide nobody. */
const COMMON = new Set(['root', 'user', 'admin', 'ubuntu', 'runner', 'node', 'test', 'localhost', 'git'])

function identityOf(root: string, hidden: readonly string[]): Identity {
  const lines = (args: readonly string[]): string[] => (askGit(root, args) ?? '').split('\n').map((line) => line.trim())
  const people = peopleOf(readJson<Manifest>(join(root, 'package.json')) ?? {})
  const names = [
    ...lines(['log', '--all', '--format=%an%n%cn']),
    ...lines(['config', 'user.name']),
    ...people.map(({ name }) => name),
  ].filter((name) => name !== '')
  const addresses = [
    ...lines(['log', '--all', '--format=%ae%n%ce']),
    ...lines(['config', 'user.email']),
    ...people.flatMap(({ email = '' }) => email),
  ]
  const remotes = lines(['remote', '-v']).flatMap((line) => line.split(/\s+/)[1] ?? [])
  const owners = remotes.flatMap((url) => /[/:]([^/:]+\/[^/]+?)(?:\.git)?$/.exec(url)?.[1] ?? [])
  const [user, host] = [userInfo().username, hostname()]
  const own = [user, host, host.split('.')[0]!].filter((word) => !COMMON.has(word.toLowerCase()))
  const terms = [...names, ...addresses, ...remotes, ...owners, ...own, homedir(), root, ...hidden]
  const family = names.flatMap((name) => (/\s/.test(name) ? (name.split(/\s+/).at(-1) ?? []) : []))
  return {
    terms: terms.filter((term) => term !== '' && term !== '/' && !COMMON.has(term.toLowerCase())),
    doubtful: [...new Set(family)].filter((word) => word.length > 2),
  }
}

const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true
