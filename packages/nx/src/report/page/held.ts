/** What a reader holds beside what stands in the address. It would be lost whenever the page loads itself again. */
interface Held {
  /** The `data-focus` of what had the focus. */
  readonly focus?: string
  /** Of a box for words: what was typed, and where. */
  readonly typed?: { readonly text: string; readonly at: number }
  /** The `data-open` of what was open. */
  readonly open: readonly string[]
}

/** Loads the page again; {@link takeHeld} of the next one gives back what the reader held. */
export function reloadHolding(): void {
  const active = document.activeElement
  const held: Held = {
    ...(active instanceof HTMLElement && active.dataset.focus !== undefined && { focus: active.dataset.focus }),
    ...(active instanceof HTMLInputElement &&
      active.type === 'search' && { typed: { text: active.value, at: active.selectionStart ?? 0 } }),
    open: [...document.querySelectorAll<HTMLElement>('details[data-open][open]')].map(({ dataset }) => dataset.open!),
  }
  history.replaceState({ held }, '')
  location.reload()
}

/** Puts the focus where it was, and opens what was open. */
export function takeHeld(): void {
  const { held } = (history.state as { readonly held?: Held } | null) ?? {}
  if (held === undefined) return
  for (const element of document.querySelectorAll<HTMLDetailsElement>('details[data-open]'))
    if (held.open.includes(element.dataset.open!)) element.open = true
  const again = [...document.querySelectorAll<HTMLElement>('[data-focus]')].find(
    ({ dataset }) => dataset.focus === held.focus,
  )
  again?.focus({ preventScroll: true })
  if (!(again instanceof HTMLInputElement) || held.typed === undefined) return
  if (again.value !== held.typed.text) {
    again.value = held.typed.text
    again.dispatchEvent(new Event('input'))
  }
  again.setSelectionRange(held.typed.at, held.typed.at)
}
