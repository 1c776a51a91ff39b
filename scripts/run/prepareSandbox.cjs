// Runs in Node 24 with Backstage's transform, because @groundcrew/sandbox is TypeScript. It loads this one module of it:
// all of it would cost a second of every start.
const fs = require('node:fs');
const { prepareSandbox } = require('../../packages/sandbox/src/prepareSandbox');

const { directory, ports, output } = JSON.parse(process.argv[2]);

prepareSandbox({ directory, ports })
  .then(prepared =>
    fs.writeFileSync(output, JSON.stringify(prepared), { mode: 0o600 }),
  )
  .catch(error => {
    console.error(error);
    process.exit(1);
  });
