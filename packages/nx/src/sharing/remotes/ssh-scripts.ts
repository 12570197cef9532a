import { quoted } from 'bocas/internal/light'

/** What the shell of the other machine is given to do, in the folder of the objects there. */

/** So many objects at a time. */
const BATCH = 500
/** The line that says after each of them that it is still at work. */
const AT_WORK = '+'

/** Does something with the objects that are named on standard input, as `"$@"`, some at a time. */
export const inBatches = (what: string): string =>
  `xargs -n ${BATCH} sh -c ${quoted(`(${what}); ended=$?; echo ${AT_WORK}; exit $ended`)} sh`

/** What a script in batches has printed, but for its signs of life. */
export const printedIn = (lines: readonly string[]): string[] => lines.filter((line) => line !== AT_WORK)

/** Gives objects, of which it reads the names: packed, as archives of small files are mostly zeros. */
export const GIVE = 'tar -cf - -T - | gzip -1'

/**
 * Lists what it has, takes a packed archive of objects into a folder apart, and gives them their places when all are there. Files are of whoever pushes, and are read by
 * everyone as those of rsync are. Last it removes such folders of others whose machine went down, two days after.
 */
export const TAKE = [
  'umask 022',
  'LC_ALL=C ls -ln',
  'echo .',
  'own=.push-$$',
  'mkdir "$own" || exit 1',
  'trap \'rm -rf "$own"\' EXIT',
  "trap 'exit 1' HUP INT TERM PIPE",
  'tar -xzmof - -C "$own" || exit 1',
  `ls "$own" | sed "s|^|$own/|" | ${inBatches('test $# = 0 || mv -f -- "$@" .')} || exit 1`,
  'rm -rf "$own"',
  'echo done',
  "exec find . -maxdepth 1 -type d -name '.push-*' -mtime +1 -exec rm -rf {} + 2>/dev/null",
].join('\n')

/** Of the objects `"$@"`: says which are not there. */
export const MAKE_YOUNG = 'touch -c -- "$@"; for one in "$@"; do test -f "$one" || echo "$one"; done'

const DAY = 24 * 60 * 60 * 1000

/** Removes the objects `"$@"`, and says which stayed: those that are younger than so many milliseconds right before. */
export const removeScript = (age: number): string => (age > 0 ? removeOld(Math.ceil(age / DAY)) : 'rm -f -- "$@"')

const removeOld = (days: number): string =>
  `find "$@" -type f -mtime +${days - 1} -delete; for one in "$@"; do test ! -e "$one" || echo "$one"; done`
