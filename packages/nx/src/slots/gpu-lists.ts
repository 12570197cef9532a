import type { Slot } from './machine-slots'

/**
 * The devices in what `nvidia-smi -L` prints: `GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-5c8…)`, and below a device that is divided its parts,
 * `  MIG 1g.5gb     Device  0: (UUID: MIG-9f2…)`. A divided device cannot be used as a whole, and its parts are known by their UUID alone
 * (NVIDIA, "MIG User Guide", CUDA_VISIBLE_DEVICES).
 */
export function nvidiaDevices(printed: string): Slot[] {
  const devices: Slot[] = []
  let whole: Slot | undefined
  for (const line of printed.split('\n')) {
    const [, index, uuid] = /^GPU (\d+): .*\(UUID: (\S+?)\)/.exec(line) ?? []
    const [, part] = /^\s+MIG .*\(UUID: (\S+?)\)/.exec(line) ?? []
    if (index !== undefined) devices.push((whole = { id: index, device: uuid! }))
    else if (part !== undefined) {
      if (devices.at(-1) === whole) devices.pop()
      devices.push({ id: part, device: part })
    }
  }
  return devices
}

/** The devices in what `rocm-smi --showuniqueid` prints: `GPU[0]		: Unique ID: 0x1f2…`; what has no unique id is known by its number. */
export function amdDevices(printed: string): Slot[] {
  const devices = new Map<string, Slot>()
  for (const [, id, unique] of printed.matchAll(/^GPU\[(\d+)\]\s*:(?:.*Unique ID:\s*(0x\w+))?/gim))
    if (!devices.has(id!) || unique !== undefined) devices.set(id!, { id: id!, device: `amd-${unique ?? id!}` })
  return [...devices.values()]
}

/**
 * The devices that a caller may use, as a cluster or a person has said with CUDA_VISIBLE_DEVICES (or HIP_VISIBLE_DEVICES): numbers or
 * beginnings of UUIDs, up to the first that does not exist. Not set: all.
 */
export function visibleDevices(devices: readonly Slot[], visible: string | undefined): Slot[] {
  if (visible === undefined) return [...devices]
  const chosen: Slot[] = []
  for (const word of visible.split(',').map((text) => text.trim())) {
    const found = devices.find(({ id, device }) => id === word || (/^(GPU|MIG)-/.test(word) && device.startsWith(word)))
    if (!found) break
    if (!chosen.includes(found)) chosen.push(found)
  }
  return chosen
}
