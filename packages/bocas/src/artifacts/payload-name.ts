import { sha256 } from '../keys/canonical-json'
import { LONGEST_NAME, tameText } from '../sweep/author/name-rules'
import { ENTRY_FILES } from './entry-files'

/** A kind may ask for any suffix: it must not cost a result of hours. */
const LONGEST_SUFFIX = 40

/**
 * The name of a file that an artifact is stored in: `<artifact><suffix>` where that can be. Where it cannot, because it is the name of one of our own
 * files or of another payload (ignoring case: on some file systems `A.csv` and `a.csv` are one file), is too long or holds what a file name
 * must not, another one is found: result.json says which. The same for the same artifacts in the same order.
 *
 * @param artifact a name that keeps the rules of names.
 * @param taken the names of other payloads, in lower case.
 */
export function payloadName(artifact: string, suffix: string, taken: ReadonlySet<string>): string {
  const end = tameSuffix(suffix)
  const isFree = (name: string): boolean => !OURS.has(name.toLowerCase()) && !taken.has(name.toLowerCase())
  const candidate = (mark: string): string => {
    const room = LONGEST_NAME - mark.length - end.length
    if (artifact.length <= room) return artifact + mark + end
    const digest = `-${sha256(artifact).slice(0, 8)}`
    return artifact.slice(0, room - digest.length) + digest + mark + end
  }
  for (let count = 1; ; count++) {
    const name = candidate(count === 1 ? '' : `-${count}`)
    if (isFree(name)) return name
  }
}

const OURS: ReadonlySet<string> = new Set(ENTRY_FILES)

function tameSuffix(suffix: string): string {
  const tame = tameText(suffix).replace(/\.+$/, '')
  return tame.length > LONGEST_SUFFIX ? `-${sha256(suffix).slice(0, 8)}${tame.slice(-LONGEST_SUFFIX + 9)}` : tame
}
