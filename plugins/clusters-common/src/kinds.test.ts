import { apiVersionOf, WATCHED_KINDS, WORKLOAD_KINDS } from './kinds';

describe('the kinds of the watch cache', () => {
  it('are unique by name: stores find them by it', () => {
    const names = WATCHED_KINDS.map(({ kind }) => kind);
    expect(new Set(names).size).toBe(names.length);
  });

  it('hold every kind of workload', () => {
    expect(WATCHED_KINDS.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([...WORKLOAD_KINDS]),
    );
  });

  it('never ask for more of a Secret than its metadata', () => {
    expect(WATCHED_KINDS.find(({ kind }) => kind === 'Secret')).toMatchObject({
      metadataOnly: true,
    });
  });

  it.each([
    ['Pod', 'v1'],
    ['Deployment', 'apps/v1'],
    ['Rollout', 'argoproj.io/v1alpha1'],
  ])('%s is of the API version %s', (kind, apiVersion) => {
    const watched = WATCHED_KINDS.find(candidate => candidate.kind === kind);
    expect(watched && apiVersionOf(watched)).toBe(apiVersion);
  });
});
