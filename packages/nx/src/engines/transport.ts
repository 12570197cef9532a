/**
 * How run specifications get to where runs are executed, and results come home. Jobs see the workspace at `root`, which may be another place than here.
 */
export interface Transport {
  /** The workspace as those see it that execute jobs. */
  readonly root: string
  /** Node there. */
  readonly node: string
  /**
   * Brings what jobs need to where they are executed, now or when it is known where that is.
   *
   * @param folders those of the jobs, absolute here.
   */
  send(folders: readonly string[]): Promise<void>
  /**
   * Brings home what these jobs have left in their folders since the last time. Asked for often.
   *
   * @returns those of them of which all has come home that was there when this was called, or that can come at all. Nobody says of another one that it has ended and left nothing.
   */
  receive(folders: readonly string[]): Promise<readonly string[]>
  /** These jobs are over: what is left of them there can go. */
  forget(folders: readonly string[]): Promise<void>
  /** Ends connections. */
  close?(): Promise<void>
}

/** For jobs that see the workspace where it is: on this machine, or on a file system that they share with it. */
export const sharedFolder = (root: string, node = process.execPath): Transport => ({
  root,
  node,
  send: () => Promise.resolve(),
  receive: (folders) => Promise.resolve(folders),
  forget: () => Promise.resolve(),
})
