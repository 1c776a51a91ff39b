// Imported first by every command. What is imported after it may use whatever Node 18 has; this file may not.
const major = Number(process.versions.node.split('.')[0]);
if (major < 18) {
  console.error(
    `groundcrew: Node 18 or newer is needed to start (this is ${process.versions.node}); it brings its own Node 24 from there`,
  );
  process.exit(1);
}
