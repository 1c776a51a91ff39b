import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether a lab can be started on this machine, and if not, why not. */
export type LabAvailability =
  | { available: true }
  | { available: false; reason: string };

/** Looks for the Go toolchain, which is all that a lab needs. Starts nothing. */
export function isLabAvailable(): LabAvailability {
  const names = process.platform === 'win32' ? ['go.exe'] : ['go'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  if (
    folders.some(folder => names.some(name => isExecutable(join(folder, name))))
  ) {
    return { available: true };
  }
  return {
    available: false,
    reason:
      'the lab builds Kubernetes from source and there is no Go toolchain (`go`) on the PATH',
  };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
