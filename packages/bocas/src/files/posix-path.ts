import { sep } from 'node:path'

/** A path as it is written on every system, with `/` between its parts. */
export const posixPath = (path: string): string => path.split(sep).join('/')
