/** Lets a forked process say how much CPU time it has used. */
export function reportUsage(): void {
  process.on('message', (message: { type?: string }) => {
    if (message?.type === 'usage') {
      const { user, system } = process.cpuUsage();
      process.send?.({ type: 'usage', cpuMicros: user + system });
    }
  });
}
