import { nameProblem } from '../../artifacts/names'
import { FORMAT, RESULT_FILE, resultForm, type StoredResult } from './result-file'
import { isBlock } from '../../key-path'
import { isSha256 } from '../../keys/canonical-json'

/**
 * The result that a result.json holds, or what is wrong with its form. `resultForm` says what it is; what plainly has it is not sent through it, because thousands
 * of results are read at once.
 */
export function storedForm(json: Readonly<Record<string, unknown>>): StoredResult | { readonly wrong: string } {
  if (isPlainlyStored(json)) return json as unknown as StoredResult
  const checked = resultForm.safeParse(json)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  return { wrong: `${issue!.message} (at ${issue!.path.map(String).join('.') || RESULT_FILE})` }
}

/** Never true of what `resultForm` refuses. */
export function isPlainlyStored(json: Readonly<Record<string, unknown>>): boolean {
  const { format, key, config, seed, artifacts, payloads, seal } = json
  return (
    hasOnly(json, ['artifacts', 'config', 'format', 'key', 'payloads', 'seal', 'seed']) &&
    format === FORMAT &&
    typeof key === 'string' &&
    key !== '' &&
    config !== undefined &&
    isSha256(seal) &&
    (seed === undefined ||
      (isBlock(seed) &&
        hasOnly(seed, ['path', 'value']) &&
        typeof seed.path === 'string' &&
        Number.isFinite(seed.value))) &&
    every(
      artifacts,
      (artifact) =>
        hasOnly(artifact, ['data', 'kind']) && typeof artifact.kind === 'string' && artifact.data !== undefined,
    ) &&
    every(
      payloads,
      ({ sha256, bytes, ...rest }, name) =>
        name !== RESULT_FILE &&
        nameProblem(name) === undefined &&
        Object.keys(rest).length === 0 &&
        isSha256(sha256) &&
        Number.isSafeInteger(bytes) &&
        (bytes as number) >= 0,
    )
  )
}

function every(record: unknown, is: (item: Record<string, unknown>, name: string) => boolean): boolean {
  if (!isBlock(record)) return false
  for (const name in record) {
    const item = record[name]
    if (!isBlock(item) || !is(item, name)) return false
  }
  return true
}

function hasOnly(record: object, keys: readonly string[]): boolean {
  for (const key in record) if (!keys.includes(key)) return false
  return true
}
