import fs from 'node:fs';
import path from 'node:path';
import { stateDirectory } from '../bootstrap/directories.mjs';
import { installDebianPackages } from './debianPackages.mjs';

// Debian calls them prometheus-alertmanager, others alertmanager.
const programs = [
  ['prometheus'],
  ['prometheus-alertmanager', 'alertmanager'],
  ['promtool'],
  ['amtool'],
];

function isInstalled(environment) {
  const folders = [
    ...(environment.PATH ?? '').split(path.delimiter),
    '/usr/bin',
  ];
  return programs.every(names =>
    folders.some(folder =>
      names.some(name => folder && fs.existsSync(path.join(folder, name))),
    ),
  );
}

/**
 * A Prometheus and an Alertmanager to test alerts with: the machine's own, or else Debian's where we may install them.
 *
 * @returns `missing`, where they are not there: what to do about it
 */
export async function ensurePrometheus({ toolchain, children }) {
  const { environment } = toolchain;
  if (!isInstalled(environment)) {
    await installDebianPackages({
      packages: ['prometheus', 'prometheus-alertmanager'],
      toolchain,
      children,
      logFile: path.join(stateDirectory, 'logs/test-prometheus.log'),
    });
  }
  return isInstalled(environment)
    ? {}
    : {
        missing:
          'Alerts were not tested with the real Prometheus and Alertmanager: install them (Debian: apt install prometheus prometheus-alertmanager)',
      };
}
