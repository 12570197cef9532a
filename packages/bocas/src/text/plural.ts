/** `1 run`, `16 runs`. English, German and Spanish have one form for one thing, and another for any other number. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

/** French has the first form for nothing as well: `0 valeur`, `1 valeur`, `2 valeurs`. */
export const frenchPlural = (count: number, one: string, many: string): string => `${count} ${count < 2 ? one : many}`
