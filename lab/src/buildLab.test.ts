import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
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

describe('buildLab', () => {
  const environment = { ...process.env };
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lab-test-'));
    process.env.PATH = `${folder}:${environment.PATH}`;
    process.env.XDG_CACHE_HOME = join(folder, 'cache');
  });

  afterEach(async () => {
    process.env = { ...environment };
    await rm(folder, { recursive: true, force: true });
  });

  /** Stands in for the compiler, which takes minutes: writes the calls down, and then does as told. */
  async function installGo(commands: string): Promise<void> {
    const script = `#!/bin/sh\necho "$*" >> ${folder}/calls\n${commands}\n`;
    await writeFile(join(folder, 'go'), script, { mode: 0o755 });
  }

  const writeOutput =
    'while [ "$1" != -o ]; do shift; done; echo binary > "$2"';

  it('builds each binary once, whoever else asks meanwhile', async () => {
    await installGo(writeOutput);

    const [first, second] = await Promise.all([buildLab(), buildLab()]);
    await buildLab();

    expect(second).toEqual(first);
    expect(await readFile(first.controlPlane, 'utf8')).toBe('binary\n');
    expect(await readFile(first.kwok, 'utf8')).toBe('binary\n');
    const calls = (await readFile(join(folder, 'calls'), 'utf8')).trim();
    expect(calls.split('\n')).toEqual([
      expect.stringMatching(/gitVersion=v1\.34\.4 .* \.\/cmd\/lab$/),
      expect.stringMatching(/ \.$/),
    ]);
  });

  it('says what the compiler said, and tries anew the next time', async () => {
    await installGo('echo "main.go:7: undefined: x" >&2; exit 1');

    await expect(buildLab()).rejects.toThrow(
      /go build of lab failed with code 1:\nmain.go:7: undefined: x/,
    );
    const cache = join(folder, 'cache/groundcrew/lab');
    for (const entry of await readdir(cache)) {
      expect(await readdir(join(cache, entry))).toEqual([]);
    }

    await installGo(writeOutput);
    const { controlPlane } = await buildLab();
    expect(await readFile(controlPlane, 'utf8')).toBe('binary\n');
  });
});
