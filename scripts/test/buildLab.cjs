// Runs in Node 24 with Backstage's transform, because @groundcrew/lab is TypeScript.
const { buildLab } = require('@groundcrew/lab');

buildLab({ log: console.log }).catch(error => {
  console.error(error.message);
  process.exit(1);
});
