import { spawnSync } from 'node:child_process'

/** A program that some tests need and that does not come with npm. */
interface Program {
  /** A call that ends with 0 where it is there. */
  readonly call: readonly [string, ...string[]]
  /** What Debian calls it. */
  readonly packages: string
}

const PROGRAMS = {
  latexmk: { call: ['latexmk', '-version'], packages: 'latexmk texlive-latex-recommended texlive-latex-extra' },
  pdflatex: { call: ['pdflatex', '--version'], packages: 'texlive-latex-recommended' },
  poppler: { call: ['pdftotext', '-v'], packages: 'poppler-utils' },
  rsync: { call: ['rsync', '--version'], packages: 'rsync' },
  sshd: { call: ['test', '-x', '/usr/sbin/sshd'], packages: 'openssh-server openssh-client' },
  chromium: { call: ['chromium', '--version'], packages: 'chromium' },
  python3: { call: ['python3', '--version'], packages: 'python3' },
} satisfies Record<string, Program>

/** Where everything is checked, which is Linux, `.ci/run` installs all of them. */
export const INSISTS = Boolean(process.env.CI) && process.platform === 'linux'

/**
 * `it` and `describe` where these programs are there. Elsewhere the tests are skipped, and it is said what to install; in CI on Linux they fail.
 *
 * @throws Error in CI on Linux when one is missing.
 */
export function where(...programs: readonly (keyof typeof PROGRAMS)[]): Pick<typeof globalThis, 'it' | 'describe'> {
  return whereThere(programs.map((name) => PROGRAMS[name]))
}

/** Whether a program is there, for tests that do more where it is. @throws Error in CI on Linux when it is not. */
export const isThere = (name: keyof typeof PROGRAMS): boolean => where(name).it === it

/** As `where`, for programs with calls of their own; too large ones for the gate are not insisted on. */
export function whereThere(
  programs: readonly Program[],
  { insists = INSISTS }: { readonly insists?: boolean } = {},
): Pick<typeof globalThis, 'it' | 'describe'> {
  const missing = programs.filter(({ call: [command, ...args] }) => spawnSync(command, args).status !== 0)
  if (missing.length === 0) return { it, describe }
  const said = `missing here: ${missing.map(({ call }) => call[0]).join(', ')}; on Debian: apt-get install --no-install-recommends ${missing.map(({ packages }) => packages).join(' ')}`
  if (insists) throw new Error(said)
  console.warn(`${said}\nTests that need it are skipped.`)
  return { it: it.skip, describe: describe.skip }
}
