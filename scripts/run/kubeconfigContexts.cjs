// Names the contexts of a kubeconfig. Runs in Node 24, where node_modules can be loaded.
const fs = require('node:fs');
const { parse } = require('yaml');

const { file, output } = JSON.parse(process.argv[2]);

function read() {
  let document;
  try {
    document = parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    return { problem: `is not YAML: ${error.message.split('\n')[0]}` };
  }
  const contexts = document?.contexts;
  if (!Array.isArray(contexts) || contexts.length === 0) {
    return { problem: 'is no kubeconfig: it has no contexts' };
  }
  return { contexts: contexts.map(context => context?.name).filter(Boolean) };
}

fs.writeFileSync(output, JSON.stringify(read()));
