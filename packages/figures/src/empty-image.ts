import { join } from 'node:path'

/** The path of an image with nothing in it. It lies in the folder of the package's entry, which is where this code is in a release too. */
export const EMPTY_IMAGE = join(__dirname, 'nothing.svg')
