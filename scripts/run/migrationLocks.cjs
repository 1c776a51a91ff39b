// Frees the migration locks of the SQLite databases in a folder. Runs in Node 24, where node_modules can be loaded.
const fs = require('node:fs');
const path = require('node:path');
const Database = require('better-sqlite3');

const directory = process.argv[2];
for (const name of fs.readdirSync(directory)) {
  if (!name.endsWith('.sqlite')) {
    continue;
  }
  const database = new Database(path.join(directory, name));
  const tables = database
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%migrations_lock'",
    )
    .pluck()
    .all();
  for (const table of tables) {
    database.prepare(`UPDATE "${table}" SET is_locked = 0`).run();
  }
  database.close();
}
