/** A run of another task whose result went into a result: taken by the run, or given to the sweep that it is of. */
export interface UpstreamRun {
  readonly task: string
  readonly run: string
  readonly key: string
  /** The key path of the config at which it is taken; missing when it was given to the sweep. */
  readonly as?: string
}

/** `pretrain/size=small (0123456789ab)`. */
export const upstreamWords = ({ task, run, key }: UpstreamRun): string => `${task}/${run} (${key.slice(0, 12)})`
