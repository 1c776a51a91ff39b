// Holds a sandbox of two clusters. Runs in Node 24 with Backstage's transform, because @groundcrew/sandbox is TypeScript.
const fs = require('node:fs');
const { Sandbox, prepareSandbox } = require('@groundcrew/sandbox');

const { directory, ports, output } = JSON.parse(process.argv[2]);

async function main() {
  const { clusters } = await prepareSandbox({ directory, ports });
  await Sandbox.start({
    directory,
    ports,
    clusters: Object.keys(ports),
    log: console.log,
  });
  fs.writeFileSync(`${output}.tmp`, JSON.stringify(clusters), { mode: 0o600 });
  fs.renameSync(`${output}.tmp`, output);
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
