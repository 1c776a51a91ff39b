import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import { isGone, nameThisProcess } from './processHolder';

const [place, pid, startedAt, unique] = nameThisProcess().split('/');

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version']);
  await once(child, 'exit');
  return child.pid!;
}

(process.platform === 'linux' ? describe : describe.skip)(
  'processHolder',
  () => {
    it('gives every holder a name of its own', () => {
      expect(nameThisProcess()).not.toBe(nameThisProcess());
    });

    it('knows that a process which ended is gone', async () => {
      expect(
        isGone([place, await endedProcess(), startedAt, unique].join('/')),
      ).toBe(true);
    });

    it('knows that a process is gone whose number another one has', () => {
      expect(isGone([place, pid, '1', unique].join('/'))).toBe(true);
    });

    it('knows that a process is gone which nobody has asked how it ended', async () => {
      // The shell starts one that ends, and becomes another program, which does not ask.
      const child = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60']);
      try {
        const [line] = await once(child.stdout, 'data');
        const name = [place, Number(line), startedAt, unique].join('/');
        await eventually(() => isGone(name));
      } finally {
        child.kill();
      }
    });

    it('is not certain of one that lives', () => {
      expect(isGone(nameThisProcess())).toBe(false);
    });

    it.each([
      ['on another machine, or in another container', '/2000000000/1/u'],
      ['without a place', '7b0b2b50-6d8f-4f3e-9d58-0a3f7b9f2a11'],
      ['with a name of somebody else', 'another'],
    ])('is not certain of one %s', (_where, holder) => {
      expect(isGone(`elsewhere${holder}`)).toBe(false);
    });
  },
);
