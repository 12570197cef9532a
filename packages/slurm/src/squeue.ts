/** One job, or one place of an array, as Slurm lists it. */
export interface Listed {
  /** The job's own id: of a place of an array that waits that of the array. */
  readonly id: number
  /** The id by which it is named: `array_index`, or the job's own. */
  readonly called: string
  readonly index: number
  /** The name of its array. */
  readonly name: string
  readonly state: string
  readonly reason: string
  readonly node: string
}

/** The format of `squeue -o` that {@link readSqueue} reads. No `--json`: it gives all jobs of the cluster, in forms that differ by version. */
export const SQUEUE_FORMAT = '%A|%F|%K|%T|%r|%N|%j'

/** Reads what `squeue -h -r -o` printed. Lines that are none are left out: a cluster may greet with some. */
export function readSqueue(printed: string): Listed[] {
  return printed.split('\n').flatMap((line): Listed[] => {
    const [id, array, index, state, reason, node, ...name] = line.split('|')
    if (!/^\d+$/.test(id ?? '') || name.length === 0) return []
    const isPlace = /^\d+$/.test(index!)
    return [
      {
        id: Number(id),
        called: isPlace ? `${array}_${index}` : id!,
        index: isPlace ? Number(index) : 0,
        name: name.join('|').trim(),
        state: state!,
        reason: reason!,
        node: node === '(null)' ? '' : node!,
      },
    ]
  })
}
