import { joinLease, type GivenSlots } from './leases'

/**
 * Makes the calling worker a holder of its slots and tells CUDA and HIP which devices they are, before either is loaded. Children that it
 * starts inherit it.
 */
export async function enterSlots(slots: GivenSlots): Promise<void> {
  await joinLease(slots)
  const { gpu } = slots.ids
  if (gpu === undefined) return
  process.env.CUDA_VISIBLE_DEVICES = gpu.join(',')
  process.env.HIP_VISIBLE_DEVICES = gpu.join(',')
  // The numbers of nvidia-smi; CUDA's own count begins at the fastest device.
  process.env.CUDA_DEVICE_ORDER = 'PCI_BUS_ID'
}
