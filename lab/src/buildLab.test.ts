import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLabAvailable } from './available';
import { buildLab } from './buildLab';
import { canTestWithLab } from './canTestWithLab';

describe('a machine without Go', () => {
  const environment = { ...process.env };
  let empty: string;

  beforeEach(async () => {
    empty = await mkdtemp(join(tmpdir(), 'lab-test-'));
    process.env.PATH = empty;
    process.env.XDG_CACHE_HOME = empty;
  });

  afterEach(async () => {
    process.env = { ...environment };
    await rm(empty, { recursive: true, force: true });
  });

  it('has no lab, and is told why', () => {
    expect(isLabAvailable()).toEqual({
      available: false,
      reason: expect.stringContaining('Go toolchain'),
    });
  });

  it('cannot build one', async () => {
    await expect(buildLab()).rejects.toThrow('no Go toolchain');
  });

  it('skips the suites that need one, but fails them in CI', () => {
    const write = jest
      .spyOn(process.stderr, 'write')
      .mockImplementation(() => true);
    try {
      delete process.env.CI;
      expect(canTestWithLab('this')).toBe(false);
      expect(write).toHaveBeenCalledTimes(1);

      process.env.CI = 'true';
      expect(() => canTestWithLab('this')).toThrow('Cannot test this');
    } finally {
      write.mockRestore();
    }
  });
});
