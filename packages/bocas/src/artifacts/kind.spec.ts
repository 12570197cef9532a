import * as z from 'zod'
import { makeResult } from '../results/stored/result'
import { verifyResult } from '../results/stored/verify-result'
import { freshFolder, storeRun } from '../results/read/fixtures'
import { defineKind } from './kind'
import { ProblemsError } from '../problems'
import { saveOutput } from './save-output'

interface Molecule {
  readonly atoms: readonly string[]
}
const molecule = defineKind({
  name: 'molecule',
  schema: z.object({ count: z.number(), file: z.string() }),
  save: async ({ atoms }: Molecule, files) => {
    if (atoms.length === 0) throw new ProblemsError({ message: 'a molecule has atoms', path: 'atoms' })
    return { count: atoms.length, file: await files.write('.xyz', atoms.join('\n')) }
  },
  load: (data, files): Molecule => ({ atoms: files.text(data.file).split('\n') }),
})

describe('a kind of the author', () => {
  it('is saved and loaded by its own functions', async () => {
    const output = { best: molecule({ atoms: ['C', 'H'] }) }
    const { task, name, dir } = await storeRun(freshFolder(), { name: 'run', config: {}, output })
    const stored = await verifyResult(dir)
    expect(stored.artifacts.best).toEqual({ kind: 'molecule', data: { count: 2, file: 'best.xyz' } })
    expect(makeResult<unknown, typeof output>(stored, { task, name, dir }).get('best')).toEqual({ atoms: ['C', 'H'] })
  })

  it('has its errors told at the path of the artifact', async () => {
    await expect(saveOutput({ best: molecule({ atoms: [] }) }, freshFolder())).rejects.toThrow(
      'a molecule has atoms (at best.atoms)',
    )
  })

  it('must save what its schema will read', async () => {
    const wrong = defineKind({
      name: 'wrong',
      schema: z.object({ n: z.number() }),
      save: () => ({ n: 'x' }) as never,
      load: () => 0,
    })
    const nothing = defineKind({ name: 'nothing', schema: z.undefined(), save: () => undefined, load: () => 0 })
    await expect(saveOutput({ a: wrong(1) }, freshFolder())).rejects.toThrow(
      'what the kind `wrong` saved does not fit its own schema',
    )
    await expect(saveOutput({ a: nothing(1) }, freshFolder())).rejects.toThrow('it is not JSON (at a)')
  })

  it('cannot take the name of a kind of bocas, or an odd one', () => {
    const define = (name: string) => () =>
      defineKind({ name, schema: z.number(), save: (n: number) => n, load: (n) => n })
    expect(define('series')).toThrow('`series` is a kind of bocas itself; give yours another name')
    expect(define('My Kind')).toThrow('a kind cannot be called "My Kind"')
  })

  it('is asked for where results are read', async () => {
    const gone = defineKind({ name: 'gone', schema: z.number(), save: (n: number) => n, load: (n) => n })
    const { task, name, dir } = await storeRun(freshFolder(), { name: 'run', config: {}, output: { a: gone(1) } })
    ;(globalThis as unknown as Record<symbol, Map<string, unknown>>)[Symbol.for('bocas.kinds')]!.delete('gone')
    const verified = await verifyResult(dir)
    expect(() => makeResult(verified, { task, name, dir }).get('a')).toThrow(
      'the kind `gone` is not known here; import the module whose defineKind makes it',
    )
  })
})
