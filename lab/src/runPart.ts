import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';

/**
 * Runs a part of the lab's binary that ends by itself, and returns what it printed.
 *
 * @throws Error with what it complained about
 */
export async function runPart(options: {
  binary: string;
  part: 'kubectl' | 'seed';
  args: string[];
  input?: Iterable<string>;
}): Promise<string> {
  const { binary, part, args, input = [] } = options;
  // Without KUBERC=off a person's own preferences would apply to kubectl.
  const env = { ...process.env, KUBERC: 'off' };
  const child = spawn(binary, [part, ...args], { env });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  // It may end before it has read everything.
  child.stdin.on('error', () => {});
  Readable.from(input).pipe(child.stdin);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    const complaint = Buffer.concat(complaints).toString('utf8').trim();
    throw new Error(
      `${part} ${args.join(' ')} ended with code ${code}: ${complaint}`,
    );
  }
  return Buffer.concat(output).toString('utf8');
}
