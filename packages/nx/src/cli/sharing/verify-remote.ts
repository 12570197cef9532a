import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ownFolder, plural, removeOwnFolder, workspacePaths } from 'bocas/internal/store'
import { bytes } from '../../shared/words'
import { objectsOf, type LockedResult } from '../../sharing/lock-file'
import { expectLock, remoteNamed } from '../../sharing/lock-on-disk'
import { openRemote } from '../../sharing/open-remote'
import type { Remote } from '../../sharing/remote'
import { EXIT, type Arguments, type Surroundings } from '../command'

/** So many bytes are fetched before they are removed again. */
const PORTION = 256 << 20

/** `bocas verify --remote`: whether the remote has every object that the lock names; with `--bytes` each is read. */
export async function verifyRemote(
  { switches, values }: Arguments,
  { root, env, print, columns }: Surroundings,
): Promise<number> {
  const paths = workspacePaths(root)
  const lock = expectLock(paths)
  const remote = openRemote(remoteNamed(values.get('from')?.[0], lock), { root, env, mayAsk: columns !== undefined })
  const wanted = objectsOf(lock.results)
  const problems = await listProblems(remote, wanted)
  const whole = new Map([...wanted].filter(([digest]) => !problems.has(digest)))
  if (switches.has('bytes')) {
    const scratch = ownFolder(paths.work, 'verify')
    try {
      for (const [digest, problem] of await byteProblems(remote, whole, join(scratch, 'objects')))
        problems.set(digest, problem)
    } finally {
      removeOwnFolder(scratch)
    }
  }
  const bad = lock.results.flatMap((one) => problemOf(one, problems))
  const size = [...wanted.values()].reduce((sum, one) => sum + one, 0)
  const total = `${plural(lock.results.length, 'result')}, ${plural(wanted.size, 'object')}, ${bytes(size)}, at ${remote.address}`
  const how = switches.has('bytes') ? 'every byte read' : 'there in their sizes (--bytes reads every byte)'
  if (switches.has('json'))
    print(JSON.stringify({ results: lock.results.length, objects: wanted.size, bytes: size, findings: bad }, null, 2))
  else {
    for (const { run, problem, object } of bad) print(`✖ ${run}: ${problem} → at objects/${object}`)
    if (bad.length > 0)
      print(
        '  whoever has the result calls bocas push; what it finds there in its size it takes for whole: remove what is not',
      )
    print(bad.length === 0 ? `${total}: all ${how}` : `${total}: ${plural(bad.length, 'result')} not as the lock says`)
  }
  return bad.length === 0 ? EXIT.ok : EXIT.problem
}

async function listProblems(remote: Remote, wanted: ReadonlyMap<string, number>): Promise<Map<string, string>> {
  const there = await remote.list([...wanted.keys()])
  const problems = new Map<string, string>()
  for (const [digest, size] of wanted) {
    const found = there.get(digest)
    if (found === undefined) problems.set(digest, 'the remote does not have it')
    // A server may not say how large something is.
    else if (!Number.isNaN(found.bytes) && found.bytes !== size)
      problems.set(digest, `it has ${found.bytes} bytes instead of ${size}`)
  }
  return problems
}

async function byteProblems(
  remote: Remote,
  wanted: ReadonlyMap<string, number>,
  folder: string,
): Promise<Map<string, string>> {
  const problems = new Map<string, string>()
  let [portion, size] = [new Map<string, number>(), 0]
  const checkPortion = async (): Promise<void> => {
    mkdirSync(folder, { recursive: true })
    const arrived = (digest: string): void => rmSync(join(folder, digest), { force: true })
    await remote.get(portion, folder, { arrived, failed: (digest, { message }) => void problems.set(digest, message) })
    rmSync(folder, { recursive: true, force: true })
    ;[portion, size] = [new Map(), 0]
  }
  for (const [digest, bytes] of wanted) {
    portion.set(digest, bytes)
    size += bytes
    if (size >= PORTION) await checkPortion()
  }
  if (portion.size > 0) await checkPortion()
  return problems
}

const problemOf = ({ run, pack, large }: LockedResult, problems: ReadonlyMap<string, string>) =>
  [pack, ...Object.keys(large)]
    .filter((digest) => problems.has(digest))
    .slice(0, 1)
    .map((digest) => ({ run, object: digest, problem: problems.get(digest)! }))
