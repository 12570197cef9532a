/** The first items, and how many more there are: `a, b and 3 more`. */
export function someOf(items: readonly string[], most = 5): string {
  const more = items.length - most
  return more > 0 ? `${items.slice(0, most).join(', ')} and ${more} more` : items.join(', ')
}
