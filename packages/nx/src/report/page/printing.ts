/** Tells when the page is about to be printed, and when it was. */
export function onPrint(before: () => void, after: () => void): void {
  window.addEventListener('beforeprint', before)
  window.addEventListener('afterprint', after)
}

/** On paper nobody opens what is closed: it is open there, and closed again on the screen. */
export function printDetailsOpen(): void {
  let opened: HTMLDetailsElement[] = []
  onPrint(
    () => {
      opened = [...document.querySelectorAll('details')].filter(({ open }) => !open)
      for (const element of opened) element.open = true
    },
    () => {
      for (const element of opened) element.open = false
      opened = []
    },
  )
}
