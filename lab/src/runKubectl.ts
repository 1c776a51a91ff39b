import { spawn } from 'node:child_process';

/** Runs the lab's own kubectl and returns what it printed; fails with what it complained about. */
export async function runKubectl(options: {
  binary: string;
  args: string[];
  input?: string;
}): Promise<string> {
  // Without KUBERC=off a person's own preferences would apply.
  const kubectl = spawn(options.binary, ['kubectl', ...options.args], {
    env: { ...process.env, KUBERC: 'off' },
  });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  kubectl.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  kubectl.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  kubectl.stdin.on('error', () => {});
  kubectl.stdin.end(options.input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    kubectl.once('error', reject);
    kubectl.once('close', resolve);
  });
  if (code !== 0) {
    throw new Error(
      `kubectl ${options.args.join(
        ' ',
      )} ended with code ${code}: ${Buffer.concat(complaints)
        .toString('utf8')
        .trim()}`,
    );
  }
  return Buffer.concat(output).toString('utf8');
}
