/** One of the people of the shop, by their name in the catalog. */
export interface Persona {
  id: 'dana' | 'olivia' | 'omar' | 'vera';
  displayName: string;
}

/** The people of the shop, in the order in which they are offered. What they may do stands in the translation. */
export const personas: Persona[] = [
  { id: 'dana', displayName: 'Dana Reyes' },
  { id: 'olivia', displayName: 'Olivia Brandt' },
  { id: 'omar', displayName: 'Omar Haddad' },
  { id: 'vera', displayName: 'Vera Lindqvist' },
];
