import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { serialize } from 'node:v8'
import { canonicalJson } from '../keys/canonical-json'
import { isArtifact } from './artifact'
import { nameProblem } from './names'
import { payloadName } from './payload-name'
import { saveOutput, type StoredArtifact } from './save-output'
import { isBlock } from '../key-path'

/** The file that lists what was kept of an output that is no result. */
export const RESCUED_FILE = 'rescued.json'

/** An item of an output that could not be kept as what it was meant to be. */
interface Remains {
  readonly problem: string
  /** What there is of it: text to read, and V8's own form, which `v8.deserialize` of Node reads. */
  readonly files: readonly string[]
}

/**
 * Keeps what a run has returned although it is no result, as far as it goes: each artifact that can be stored as in a result, the rest as
 * text and in V8's own form. Training of hours is not repeated for a name with a slash in it.
 *
 * @param dir a folder; made.
 * @param reason why it is no result.
 * @param passing as for {@link saveOutput}.
 */
export async function rescueOutput(output: unknown, dir: string, reason: string, passing?: string): Promise<void> {
  mkdirSync(dir, { recursive: true })
  const artifacts: Record<string, StoredArtifact> = {}
  const rest: Record<string, Remains> = {}
  const taken = new Set<string>([RESCUED_FILE])
  const items = isRecord(output) ? Object.entries(output) : [['output', output] as const]
  for (const [name, item] of items) {
    try {
      const saved = await saveOutput({ [name]: item }, dir, { passing, taken })
      artifacts[name] = saved.artifacts[name]!
    } catch (error) {
      const value = isArtifact(item) ? item.value : item
      rest[name] = { problem: (error as Error).message, files: dump(value, fileStem(name), dir, taken) }
    }
  }
  writeFileSync(join(dir, RESCUED_FILE), `${canonicalJson({ reason, artifacts, rest })}\n`)
}

const isRecord = (value: unknown): value is Record<string, unknown> => isBlock(value) && !isArtifact(value)

const fileStem = (name: string): string => (nameProblem(name) === undefined ? name : `item-${name.replace(/\W/g, '-')}`)

function dump(value: unknown, stem: string, dir: string, taken: Set<string>): string[] {
  const forms: [suffix: string, make: () => string | Uint8Array][] = [
    ['.txt', () => `${inspect(value, { depth: 20, maxArrayLength: 100_000, maxStringLength: 10_000_000 })}\n`],
    ['.v8', () => serialize(value)],
  ]
  return forms.flatMap(([suffix, make]) => {
    try {
      const content = make()
      const file = payloadName(stem, suffix, taken)
      writeFileSync(join(dir, file), content)
      taken.add(file.toLowerCase())
      return [file]
    } catch {
      // Anything may come: a function or a promise has no form of V8's, a getter of the author's throws what it likes, a full disk takes nothing.
      // A run has failed already, and what can be rescued is: the other form is tried all the same.
      return []
    }
  })
}
