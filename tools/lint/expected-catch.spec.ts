import { Linter } from 'eslint'
import { parser } from 'typescript-eslint'
import { expectedCatch } from './expected-catch'

const linter = new Linter({ configType: 'flat' })

const refused = (code: string): number =>
  linter.verify(code, [
    {
      files: ['**/*.ts'],
      languageOptions: { parser },
      plugins: { bocas: { rules: { 'expected-catch': expectedCatch } } },
      rules: { 'bocas/expected-catch': 'error' },
    },
  ], { filename: 'x.ts' }).length // prettier-ignore

it.each([
  'try { f() } catch {}',
  'try { f() } catch { return undefined }',
  '// far away\n\ntry { f() } catch { g() }',
  'p.catch(() => undefined)',
  'const x = await p.catch(() => {})',
  'p.then(f).catch(async () => 1)',
])('everything is caught, and nobody says why: %s', (code) => expect(refused(code)).toBe(1))

it.each([
  'try { f() } catch (error) { if (!isSystemError(error)) throw error }',
  'try { f() } catch { /* Everything: … */ }',
  'try { f() } catch {\n// It may be gone.\n}',
  'try { f() } finally { g() }',
  'p.catch((error) => tell(error))',
  '// What cannot be removed now is removed later.\nawait p.catch(() => undefined)',
  'p.catch(() => {\n// It is over.\n})',
  'p.catch(tell)',
  'schema.catch(1)',
])('an error is looked at, or it is said why not: %s', (code) => expect(refused(code)).toBe(0))
