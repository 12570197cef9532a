import { gatherDiagnostics, toProblem } from './diagnostics'

const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 9 } }
const at = (path: string, message: string, severity: number) => ({ message, path, package: '', range, severity })

describe('gatherDiagnostics', () => {
  it('puts the calls that led to an error with it', () => {
    const raw = [at('/p/a.typ', 'first', 1), at('/p/main.typ', 'while calling f', 4), at('/p/b.typ', 'second', 2)]
    expect(gatherDiagnostics(raw)).toMatchObject([
      { message: 'first', severity: 'error', trace: [{ path: '/p/main.typ' }] },
      { message: 'second', severity: 'warning', trace: [] },
    ])
  })

  it('takes hints and what `panic` said out of the message', () => {
    const raw = [
      at('/p/a.typ', 'no file, hints: look here, hints: or there', 1),
      at('/p/a.typ', 'panicked with: "a \\"b\\""', 1),
    ]
    expect(gatherDiagnostics(raw)).toMatchObject([
      { message: 'no file', hints: ['look here', 'or there'] },
      { message: 'a "b"', hints: [] },
    ])
  })
})

describe('toProblem', () => {
  it('shows the place that the author wrote, not the generated file that noticed', () => {
    const [diagnostic] = gatherDiagnostics([
      at('/w/paper/build/bocas.typ', 'bad', 1),
      at('/w/paper/main.typ', 'while calling f', 4),
    ])
    expect(toProblem(diagnostic!, '/w/paper', new Set(['/w/paper/build/bocas.typ']))).toEqual({
      message: 'bad',
      at: { file: 'paper/main.typ', line: 3, column: 5 },
      hints: [],
    })
  })

  it('says what to do when a package cannot be fetched', () => {
    const [diagnostic] = gatherDiagnostics([at('/w/paper/main.typ', 'failed to download package (no network)', 1)])
    expect(toProblem(diagnostic!, '/w/paper', new Set()).hints?.[0]).toContain('keep a copy')
  })
})
