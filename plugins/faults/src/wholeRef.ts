/** Completes the name of an entity that people typed: one without a kind is of this kind, one without a namespace of the default one. */
export function wholeRef(text: string, kind: string): string {
  if (text.includes(':')) {
    return text;
  }
  return text.includes('/') ? `${kind}:${text}` : `${kind}:default/${text}`;
}
