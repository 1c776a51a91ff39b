// The versions that Backstage's TestDatabases knows. A test names one, and runs on the server that is there.
const names = ['9', ...Array.from({ length: 8 }, (_, i) => `${11 + i}`)].map(
  version => `BACKSTAGE_TEST_DATABASE_POSTGRES${version}_CONNECTION_STRING`,
);

/** How tests are told of a PostgreSQL. */
export const postgresqlEnvironment = {
  of: url => Object.fromEntries(names.map(name => [name, url])),
  isSet: environment => names.some(name => environment[name]),
};
