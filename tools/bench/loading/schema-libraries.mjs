import { spawnSync } from 'node:child_process'

/**
 * `node tools/bench/loading/schema-libraries.mjs`: what it costs a process to load a schema library and say what a fact looks like, in CPU time beyond that of
 * an empty process. Other work of the machine only ever adds, so of many calls the quickest counts.
 */
const CALLS = 15

const CODE = {
  'Node alone': '0',
  zod: `const z = require('zod'); z.object({ text: z.string(), n: z.number(), runs: z.array(z.string()) }).safeParse({ text: '', n: 1, runs: [] })`,
  'zod/mini': `const z = require('zod/mini'); z.object({ text: z.string(), n: z.number(), runs: z.array(z.string()) }).safeParse({ text: '', n: 1, runs: [] })`,
  valibot: `const v = require('valibot'); v.safeParse(v.object({ text: v.string(), n: v.number(), runs: v.array(v.string()) }), { text: '', n: 1, runs: [] })`,
}

/** Milliseconds of CPU time that a process had used when it was done. */
function cpuOf(code) {
  const told = `;const { user, system } = process.cpuUsage(); process.stdout.write(String((user + system) / 1000))`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', code + told], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return Number(stdout)
}

const least = Object.fromEntries(Object.keys(CODE).map((name) => [name, Infinity]))
// In turn, so that what else the machine does meets all of them.
for (let call = 0; call < CALLS; call++)
  for (const [name, code] of Object.entries(CODE)) least[name] = Math.min(least[name], cpuOf(code))

const floor = least['Node alone']
console.log('| | CPU time | of that of Node alone |\n|---|---|---|')
for (const [name, ms] of Object.entries(least))
  console.log(`| ${name} | ${ms.toFixed(0)} ms | ${(ms / floor).toFixed(2)} × |`)
