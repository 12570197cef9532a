import { posix } from 'node:path'
import type { Change } from './config-changes'

type Digests = Readonly<Record<string, string>>

/**
 * Which files of the code differ.
 *
 * @param task the folder of the task, workspace-relative: files are known to the key by their path from there.
 * @param words how to say that a file is new, and that it is gone.
 */
export function codeChanges(
  from: Digests,
  to: Digests,
  task: string,
  words = { new: 'is newly imported', gone: 'is no longer imported' },
): Change[] {
  const place = (id: string): string => (id.includes(':') ? id : posix.normalize(posix.join(task, id)))
  const change = (id: string, how: Change['how'], text: string): Change => ({
    kind: 'code',
    what: place(id),
    how,
    text: `${place(id)} ${text}`,
  })
  const news = Object.keys(to).filter((id) => !(id in from))
  const changes: Change[] = []
  for (const id of Object.keys(from)) {
    if (id in to) {
      if (digestOnly(from[id]!) !== digestOnly(to[id]!)) changes.push(change(id, 'changed', 'changed'))
      continue
    }
    const renamed = news.findIndex((other) => digestOnly(to[other]!) === digestOnly(from[id]!))
    if (renamed < 0) changes.push(change(id, 'gone', words.gone))
    else changes.push(change(id, 'changed', `is now ${place(news.splice(renamed, 1)[0]!)}`))
  }
  return [...changes, ...news.map((id) => change(id, 'new', words.new))]
}

/** Which files are given other versions of packages than before, although they did not change: `{ 'ml-matrix': [...] }` by package. */
export function givenChanges(from: Digests, to: Digests, task: string): Change[] {
  return Object.keys(to).flatMap((id) => {
    const [before, now] = [from[id], to[id]!]
    if (before === undefined || digestOnly(before) !== digestOnly(now)) return []
    const [then, given] = [versionsOf(before), versionsOf(now)]
    return [...given].flatMap(([name, version]): Change[] => {
      const was = then.get(name)
      if (was === undefined || was === version) return []
      const file = posix.normalize(posix.join(task, id))
      return [{ kind: 'package', what: name, how: 'changed', text: `${name} ${was} → ${version} for ${file}` }]
    })
  })
}

/** A digest in the key is `<sha256> <name>@<version> …`: the content, and which packages it is given. */
export const digestOnly = (digest: string): string => digest.split(' ', 1)[0]!

function versionsOf(digest: string): Map<string, string> {
  return new Map(
    digest
      .split(' ')
      .slice(1)
      .map((given) => {
        const at = given.lastIndexOf('@')
        return [given.slice(0, at), given.slice(at + 1)]
      }),
  )
}
