/** A tool of the system that makes `n` small files, each by a job of its own. */
export interface Tool {
  readonly name: string
  readonly version: readonly string[]
  /** Its kinds of jobs, in its own words. */
  readonly jobs: Readonly<Record<string, { readonly text: string; readonly isSlow?: true }>>
  readonly files: (n: number, job: string) => Readonly<Record<string, string>>
  readonly command: (workers: number) => readonly string[]
}

/**
 * What a job is. `echo`: the least that a shell can do. `node`: the least that a Node process can do, as each of our runs is one. For a tool with a
 * language of its own also the least that it can do in that language, as our runs are functions in ours: `run`, a block of the workflow itself, and
 * `script`, a file of its own.
 */
export const TOOLS: readonly Tool[] = [
  {
    name: 'GNU make',
    version: ['make', '--version'],
    jobs: { echo: { text: '@echo $* > $@' }, node: { text: '@node -p $* > $@' } },
    files: (n, job) => ({
      Makefile: `all: $(patsubst %,out/%.txt,$(shell seq 0 ${n - 1}))\n\nout/%.txt:\n\t${job}\n`,
    }),
    command: (workers) => ['make', `--jobs=${workers}`, '--silent'],
  },
  {
    name: 'Snakemake',
    version: ['snakemake', '--version'],
    jobs: {
      echo: { text: 'shell: "echo {wildcards.i} > {output}"' },
      node: { text: 'shell: "node -p {wildcards.i} > {output}"' },
      script: { text: 'script: "job.py"', isSlow: true },
      run: { text: 'run:\n        open(output[0], "w").write(wildcards.i + "\\n")', isSlow: true },
    },
    files: (n, job) => ({
      Snakefile: `rule all:
    input: expand("out/{i}.txt", i=range(${n}))

rule one:
    output: "out/{i}.txt"
    ${job}
`,
      'job.py': `open(snakemake.output[0], "w").write(snakemake.wildcards.i + "\\n")\n`,
    }),
    command: (workers) => ['snakemake', '--cores', String(workers), '--quiet'],
  },
]

export const jobKinds = ({ jobs }: Tool): string[] => Object.keys(jobs)
