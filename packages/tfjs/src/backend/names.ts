import { ProblemsError } from 'bocas'
/** The backends a config may ask for: WebAssembly, plain JavaScript, and the optional native one (tfjs-node). */
export const backendNames = ['wasm', 'cpu', 'node'] as const

/** A backend by the name a config gives it. */
export type BackendName = (typeof backendNames)[number]

/** The name under which each backend registers itself with TensorFlow.js. */
export const engineNames: Readonly<Record<BackendName, string>> = { wasm: 'wasm', cpu: 'cpu', node: 'tensorflow' }

/**
 * Reads a backend name from a config.
 *
 * @throws Error when it is not one of {@link backendNames}; a name that TensorFlow.js itself uses gets its counterpart as a hint.
 */
export function parseBackendName(value: unknown): BackendName {
  const known = backendNames.find((name) => name === value)
  if (known) return known
  const close = typeof value === 'string' ? closest(value) : undefined
  const hint = close ? `; did you mean '${close}'?` : ''
  throw new ProblemsError({
    message: `${JSON.stringify(value) ?? String(value)} is not a backend: use ${list(backendNames)}${hint}`,
    path: `backend`,
  })
}

function closest(value: string): BackendName | undefined {
  const lower = value.toLowerCase()
  if (lower.includes('node') || lower === 'tensorflow' || lower === 'native') return 'node'
  return backendNames.find((name) => lower.includes(name)) ?? (['js', 'javascript'].includes(lower) ? 'cpu' : undefined)
}

function list(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ')
}
