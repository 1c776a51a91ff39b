// Runs in Node 24 with Backstage's transform, because @groundcrew/sandbox is TypeScript.
const fs = require('node:fs');

const { directory, ports, output } = JSON.parse(process.argv[2]);

async function main() {
  const { prepareSandbox } = require('@groundcrew/sandbox');
  const prepared = prepareSandbox
    ? await prepareSandbox({ directory, host: '127.0.0.1', ports })
    : { clusters: [], kubeconfig: '' };
  fs.writeFileSync(output, JSON.stringify(prepared), { mode: 0o600 });
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
