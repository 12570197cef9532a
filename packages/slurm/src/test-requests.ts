import type { JobRequest } from '@bocas/nx'

/** A request for a job in a folder of `base`, which asks for nothing. */
export const request = (
  name: string,
  given: Partial<JobRequest> = {},
  base = '/shared/ws/.bocas/jobs',
): JobRequest => ({
  key: `key-of-${name}`,
  task: 'mnist',
  name,
  command: ['/usr/bin/node', 'job.cjs'],
  folder: `${base}/${name}`,
  log: `${base}/${name}/log`,
  resources: {},
  attempt: 1,
  configuration: {},
  ...given,
})
