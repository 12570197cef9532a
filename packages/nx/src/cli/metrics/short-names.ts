import { cutMiddle } from '../../host/outcome/progress'

/**
 * Names of runs in that many columns, all in the same form: as they are, else without their common beginning and end, else the values alone
 * (`adam+0.1+3`), else cut in the middle. A form in which two would read the same is passed over while another one is left.
 */
export function shortNames(names: readonly string[], most: number): readonly string[] {
  const forms = [names, withoutCommon(names), names.map(valuesOf), withoutCommon(names).map(valuesOf)]
  const cut = forms.map((form) => form.map((name) => cutMiddle(name, most)))
  return (
    forms.find((form) => form.every(({ length }) => length <= most) && areApart(form)) ?? cut.find(areApart) ?? cut[0]!
  )
}

const areApart = (names: readonly string[]): boolean => new Set(names).size === names.length

const valuesOf = (name: string): string =>
  name
    .split('+')
    .map((part) => part.slice(part.indexOf('=') + 1))
    .join('+')

/** `a=1+b=2+c=3`, `a=1+b=4+c=3` → `b=2`, `b=4`: parts that begin or end all names say nothing. */
function withoutCommon(names: readonly string[]): string[] {
  const parts = names.map((name) => name.split('+'))
  const [first = []] = parts
  const shortest = Math.min(first.length, ...parts.map(({ length }) => length))
  let begin = 0
  while (begin < shortest - 1 && parts.every((own) => own[begin] === first[begin])) begin++
  let end = 0
  while (end < shortest - begin - 1 && parts.every((own) => own.at(-1 - end) === first.at(-1 - end))) end++
  return parts.map((own) => own.slice(begin, own.length - end).join('+'))
}
