/** Begins what the backend says with a capital letter, where it stands alone. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
