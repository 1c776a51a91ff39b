// Holds a lab for "npm start -- --lab". Runs in Node 24 with Backstage's transform, because @groundcrew/lab is TypeScript.
const fs = require('node:fs');

const { directory, kubeconfig, manifest, output } = JSON.parse(process.argv[2]);

async function main() {
  const { Lab, isLabAvailable } = require('@groundcrew/lab');
  const availability = isLabAvailable();
  if (!availability.available) {
    console.error(`unavailable: ${availability.reason}`);
    process.exitCode = 3;
    return;
  }
  const lab = await Lab.start({ dataDir: directory, log: console.log });
  const stop = async () => {
    await lab.stop();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  // Our starter holds the other end: without it there is nobody to stop us.
  process.stdin.on('close', stop).resume();

  await lab.kubectl(['apply', '-f', manifest]);
  fs.copyFileSync(lab.kubeconfig, kubeconfig);
  fs.chmodSync(kubeconfig, 0o600);
  const clusters = [
    {
      name: 'lab',
      environment: 'dev',
      url: lab.url,
      caData: lab.caData,
      serviceAccountToken: lab.adminToken,
    },
  ];
  // Renamed when it is complete: the starter waits for it.
  fs.writeFileSync(`${output}.tmp`, JSON.stringify({ clusters, kubeconfig }), {
    mode: 0o600,
  });
  fs.renameSync(`${output}.tmp`, output);
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
