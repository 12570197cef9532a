import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { REPOSITORY } from '../e2e/rig/places'

/** The kind of machine that figures come from: what they depend on, and nothing that tells one machine from another of its kind. */
export type Machine = Readonly<Record<'cores' | 'CPU' | 'memory' | 'system' | 'Node' | 'Nx', string>>

export function describeMachine(): Machine {
  const { version } = JSON.parse(readFileSync(join(REPOSITORY, 'node_modules/nx/package.json'), 'utf8')) as {
    version: string
  }
  return {
    cores: String(availableParallelism()),
    CPU: cpus()[0]?.model.trim() || 'unknown',
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${process.platform} ${process.arch}`,
    Node: process.version,
    Nx: version,
  }
}

/** `cores 2 · CPU AMD EPYC · …` */
export const machineLine = (machine: Machine): string =>
  Object.entries(machine)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ')

/** How many cores others keep busy while this process rests for a second. */
export async function busyCores(): Promise<number> {
  const busy = (): number =>
    cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0)
  const before = busy()
  const began = performance.now()
  await sleep(1000)
  return (busy() - before) / (performance.now() - began)
}
