import { place, workload } from '../__fixtures__';
import { compareVersions } from './parseVersion';
import { newestVersion, versionLag } from './versionLag';

const at = (environment: string, version?: string) =>
  place(environment, `${environment}-1`, workload(`${environment}-1`), {
    version,
  });

describe('newestVersion', () => {
  it('finds the newest semantic version and where it is', () => {
    expect(
      newestVersion([at('dev', '1.9.0'), at('staging', '1.10.0'), at('prod')]),
    ).toEqual({ version: '1.10.0', environment: 'staging' });
  });

  it('takes that of the first environment where versions have no order', () => {
    expect(newestVersion([at('dev', '2f1c'), at('prod', '1.8.2')])).toEqual({
      version: '2f1c',
      environment: 'dev',
    });
  });

  it('finds none where there is none', () => {
    expect(newestVersion([at('dev')])).toBeUndefined();
  });
});

describe('versionLag', () => {
  it.each([
    ['1.8.2', '3.0.0', { by: 'major', count: 2 }],
    ['v1.8.2', '1.9.0', { by: 'minor', count: 1 }],
    ['1.8.2', '1.8.5', { by: 'patch', count: 3 }],
    ['1.9', '1.9.1', { by: 'patch', count: 1 }],
    ['1.9.0-rc.1', '1.9.0', { by: 'prerelease', count: 1 }],
    ['2f1c', '7ab3', { by: 'different', count: 1 }],
  ])('says how far %s is behind %s', (version, newest, expected) => {
    expect(
      versionLag(version, { version: newest, environment: 'staging' }),
    ).toEqual({ ...expected, version: newest, environment: 'staging' });
  });

  it.each([
    ['1.9.0', '1.9.0'],
    ['v1.9.0', '1.9.0'],
    ['1.9.1', '1.9.0'],
    [undefined, '1.9.0'],
  ])('says nothing of %s beside %s', (version, newest) => {
    expect(
      versionLag(version, { version: newest, environment: 'staging' }),
    ).toBeUndefined();
    expect(versionLag(version, undefined)).toBeUndefined();
  });
});

describe('compareVersions', () => {
  it('follows the precedence of semver.org', () => {
    const ascending = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
    ];
    expect([...ascending].reverse().sort(compareVersions)).toEqual(ascending);
  });
});
