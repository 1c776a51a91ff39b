import {
  connectionCheckSchema,
  type ConnectionCheck,
  type ConnectionTestResult,
} from '@groundcrew/plugin-clusters-common';
import { clusterRoleFor } from './rbacManifest';
import type { MissingPermission } from './reviewPermissions';

/** In the order in which they are looked at, and shown. */
const CHECKS = connectionCheckSchema.shape.id.options;

/** Collects what was looked at; what was not is skipped. */
export class ConnectionFindings {
  readonly #checks = new Map<ConnectionCheck['id'], ConnectionCheck>();
  version: string | undefined;
  missing: MissingPermission[] = [];

  add(
    id: ConnectionCheck['id'],
    outcome: ConnectionCheck['outcome'],
    message: string,
  ): void {
    this.#checks.set(id, { id, outcome, message });
  }

  result(): ConnectionTestResult {
    const checks = CHECKS.map(
      id =>
        this.#checks.get(id) ?? {
          id,
          outcome: 'skipped' as const,
          message: 'Not looked at, because of what failed before',
        },
    );
    return {
      usable: checks.every(({ outcome }) =>
        ['passed', 'warning'].includes(outcome),
      ),
      checks,
      version: this.version,
      missing: this.missing,
      manifest: this.missing.length ? manifestFor(this.missing) : undefined,
    };
  }
}

function manifestFor(missing: readonly MissingPermission[]): string {
  return clusterRoleFor(
    missing.map(({ apiGroup, resource, verbs }) => ({
      apiGroups: [apiGroup],
      resources: [resource],
      verbs:
        verbs.includes('list') || verbs.includes('watch')
          ? ['get', 'list', 'watch']
          : verbs,
    })),
  );
}
