/**
 * Completes the name of an entity that people typed: one without a kind is of this kind, one without a namespace of the
 * default one.
 *
 * @public
 */
export function wholeRef(text: string, kind: string): string {
  // What is no entity, as the automation plugin:groundcrew-faults, has a colon too and stays as it is.
  if (text.includes(':')) {
    return text;
  }
  return text.includes('/') ? `${kind}:${text}` : `${kind}:default/${text}`;
}
