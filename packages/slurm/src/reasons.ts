/** Why a job waits, in plain words, by what Slurm calls it (man squeue, JOB REASON CODES). */
const WORDS: Readonly<Record<string, string>> = {
  None: 'it was only just submitted',
  Priority: 'jobs with a higher priority come first',
  Resources: 'no node has enough free for it yet',
  Dependency: 'it waits for another job',
  DependencyNeverSatisfied: 'the job that it waits for failed: it never starts',
  BeginTime: 'Slurm starts it again after a pause of about two minutes',
  JobHeldUser: 'it is held: scontrol release starts it',
  JobHeldAdmin: 'an administrator holds it',
  JobArrayTaskLimit: 'as many jobs of this call as inFlight allows are at work',
  Licenses: 'it waits for a licence',
  ReqNodeNotAvail: 'the nodes that it may have are down or reserved',
  Reservation: 'it waits for its reservation',
  Cleaning: 'it was started again, and its last start is being cleared away',
  NodeDown: 'its node is down',
  PartitionDown: 'its partition is down',
  PartitionInactive: 'its partition takes no jobs',
  PartitionTimeLimit: 'its time is above the limit of the partition: it never starts',
  PartitionConfig: 'it asks for what the partition does not allow: it never starts',
  PartitionNodeLimit: 'the partition has too few nodes for it: it never starts',
  BadConstraints: 'no node has what it asks for: it never starts',
  InvalidAccount: 'its account does not exist or is not yours: it never starts',
  InvalidQOS: 'its QOS does not exist or is not yours: it never starts',
  AccountNotAllowed: 'its account may not use this partition: it never starts',
  QOSNotAllowed: 'its QOS may not use this partition: it never starts',
  AssocMaxJobsLimit: 'your limit of jobs at a time is reached',
  QOSMaxJobsPerUserLimit: 'your limit of jobs at a time is reached',
  QOSMaxCpuPerUserLimit: 'your limit of cores at a time is reached',
  QOSMaxMemoryPerUser: 'your limit of memory at a time is reached',
  QOSMaxGRESPerUser: 'your limit of GPUs at a time is reached',
  JobLaunchFailure: 'it could not be started on its node',
  SystemFailure: 'Slurm had an error of its own',
}

/** Families of reasons of which there is one for each thing that is limited. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^ReqNodeNotAvail/, WORDS.ReqNodeNotAvail!],
  [/^Nodes required for job are DOWN/, WORDS.ReqNodeNotAvail!],
  [/^launch.failed.requeued.held/, 'its node could not start it, and it is held: scontrol release starts it'],
  [/^QOS.*(PerJob|PerNode|MinCpu|MinMem|WallDuration)/, 'it asks for more than your QOS allows a job: it never starts'],
  [/^Assoc.*(PerJob|PerNode|WallDuration)/, 'it asks for more than your account allows a job: it never starts'],
  [/^(QOSGrp|AssocGrp|AssociationGrp)/, 'what your group may have at a time is in use'],
  [/^(QOSMax|AssocMax|MaxJobs|QOSJobLimit|AssociationJobLimit)/, 'what you may have at a time is in use'],
]

/** Plain words, with Slurm's own for whoever asks an administrator. */
export function waitingWords(reason: string): string {
  if (reason === '' || reason === 'None') return WORDS.None!
  const words = Object.hasOwn(WORDS, reason) ? WORDS[reason] : FAMILIES.find(([form]) => form.test(reason))?.[1]
  return words === undefined ? `Slurm says ${reason}` : `${words} (${reason})`
}
