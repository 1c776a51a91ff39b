/** How many runbooks are read of one place. */
export const MOST_FILES = 500;
