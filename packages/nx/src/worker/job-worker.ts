import { executeJob } from '../host/jobs/execute-job'

/**
 * Executes one job: `job-worker <folder> <workspace> <submission>`. Whoever submitted it learns by files in the folder what becomes of it; the exit code is for the
 * scheduler alone.
 */
const [folder, root, submission] = process.argv.slice(2)
void executeJob(folder!, root!, Number(submission)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
