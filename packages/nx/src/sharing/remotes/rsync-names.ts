/** Which files is read from us; each is named as it is taken. */
export const NAMED = ['--files-from=-', '--out-format=%b %n']

/** What rsync reads of the files that it is to take. */
export const namesOf = (digests: Iterable<string>): string => [...digests].map((digest) => `${digest}\n`).join('')

/** The file that a line names. */
export const sentName = (line: string): string => line.slice(line.indexOf(' ') + 1)
