/** The file that tells a worker what to execute, in its work folder or in that of its job. */
export const SPECIFICATION = 'specification.json'
