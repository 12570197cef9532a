import type { Why } from './refusals'

/** What is answered in the place of a value that nobody may have. */
export type Instead = (...args: never[]) => unknown

const FILLED = (view: ArrayBufferView): ArrayBufferView => {
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength).fill(0)
  return view
}

/** Functions of `node:crypto` that give the same for the same input; all others make keys, or numbers that nobody foresees. */
export const PURE_CRYPTO = new Set([
  'createHash', 'Hash', 'hash', 'createHmac', 'Hmac', 'getHashes', 'getCiphers', 'getCurves', 'getCipherInfo', 'pbkdf2', 'pbkdf2Sync',
  'scrypt', 'scryptSync', 'hkdf', 'hkdfSync', 'timingSafeEqual', 'createSecretKey', 'createPublicKey', 'createPrivateKey', 'KeyObject',
  'createCipheriv', 'createDecipheriv', 'Cipheriv', 'Decipheriv', 'checkPrime', 'checkPrimeSync', 'verify', 'createVerify', 'Verify',
  'getFips', 'getRandomValuesSize', 'argon2', 'argon2Sync',
]) // prettier-ignore

export const CRYPTO_INSTEAD: Readonly<Record<string, Instead>> = {
  randomUUID: () => '00000000-0000-4000-8000-000000000000',
  randomFillSync: FILLED,
  getRandomValues: FILLED,
}

/**
 * What `process` says of this process and this machine. What is not named here belongs to any process that prints, listens or ends. `direct`:
 * refused to the sweep itself only; a package that looks which system it is on seldom makes runs of it.
 */
export const PROCESS: Readonly<Record<string, { readonly why: Why; readonly direct?: true }>> = {
  hrtime: { why: 'time' }, uptime: { why: 'time' },
  pid: { why: 'process' }, ppid: { why: 'process' }, memoryUsage: { why: 'process' }, cpuUsage: { why: 'process' },
  threadCpuUsage: { why: 'process' }, resourceUsage: { why: 'process' }, getActiveResourcesInfo: { why: 'process' },
  availableMemory: { why: 'machine' }, constrainedMemory: { why: 'machine' }, report: { why: 'machine', direct: true },
  debugPort: { why: 'process' }, title: { why: 'process' }, argv: { why: 'process', direct: true },
  argv0: { why: 'process', direct: true }, execArgv: { why: 'process', direct: true }, execPath: { why: 'machine', direct: true },
  cwd: { why: 'machine', direct: true }, umask: { why: 'machine' }, platform: { why: 'machine', direct: true },
  arch: { why: 'machine', direct: true }, version: { why: 'machine', direct: true }, versions: { why: 'machine', direct: true },
  release: { why: 'machine', direct: true }, config: { why: 'machine', direct: true }, features: { why: 'machine', direct: true },
  getuid: { why: 'machine' }, geteuid: { why: 'machine' }, getgid: { why: 'machine' }, getegid: { why: 'machine' },
  getgroups: { why: 'machine' }, moduleLoadList: { why: 'process', direct: true },

  kill: { why: 'start' }, execve: { why: 'start' }, dlopen: { why: 'start' }, binding: { why: 'start' }, chdir: { why: 'write' }, loadEnvFile: { why: 'read' },
} // prettier-ignore

/** Functions of `performance`. */
export const PERFORMANCE = [
  'now',
  'mark',
  'measure',
  'toJSON',
  'timerify',
  'eventLoopUtilization',
  'getEntries',
  'getEntriesByName',
  'getEntriesByType',
] as const

/** Modules whose every function reaches beyond the process; of some only those named. */
export const MODULES: readonly {
  readonly name: string
  readonly why: Why
  readonly only?: readonly string[]
  /** Whether a package may call it while it is loaded: to make an agent, say, that is not used. */
  readonly whileLoading?: true
}[] = [
  { name: 'os', why: 'machine', whileLoading: true },
  { name: 'child_process', why: 'start' },
  { name: 'cluster', why: 'start' },
  { name: 'worker_threads', why: 'start', only: ['Worker'] },
  { name: 'vm', why: 'start', whileLoading: true },
  { name: 'wasi', why: 'start' },
  { name: 'net', why: 'network', whileLoading: true, only: ['connect', 'createConnection', 'Socket', 'Stream', 'createServer', 'Server'] },
  { name: 'tls', why: 'network', whileLoading: true, only: ['connect', 'TLSSocket', 'createServer', 'Server'] },
  { name: 'http', why: 'network', whileLoading: true, only: ['get', 'request', 'createServer', 'Server', 'ClientRequest'] },
  { name: 'https', why: 'network', whileLoading: true, only: ['get', 'request', 'createServer', 'Server'] },
  { name: 'http2', why: 'network', whileLoading: true, only: ['connect', 'createServer', 'createSecureServer'] },
  { name: 'dgram', why: 'network', whileLoading: true },
  { name: 'dns', why: 'network', whileLoading: true },
  { name: 'dns/promises', why: 'network', whileLoading: true },
  { name: 'v8', why: 'process', only: ['getHeapStatistics', 'getHeapSpaceStatistics', 'getHeapCodeStatistics', 'getHeapSnapshot', 'writeHeapSnapshot', 'cachedDataVersionTag'] },
  { name: 'perf_hooks', why: 'time', only: ['monitorEventLoopDelay', 'PerformanceObserver'] },
  { name: 'module', why: 'start', only: ['register', 'registerHooks'] },
  { name: 'sqlite', why: 'read' },
] // prettier-ignore

/** Functions of `fs` that change something; all others read. */
export const WRITES =
  /^(append|write|copy|cp|mkdir|mkdtemp|rename|rm|unlink|truncate|ftruncate|link|symlink|ch|fch|lch|utimes|futimes|lutimes|createWriteStream|WriteStream)/
