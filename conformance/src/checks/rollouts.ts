import type { ApiObject } from '../ClusterConnection';
import { eventually } from '../eventually';
import { create, deployment, get, list, pathOf, type SuiteOf } from '../Suite';
import { isRolledOut, statusOf } from '../workloadStatus';

const REVISION = 'deployment.kubernetes.io/revision';
const RESTARTED = 'kubectl.kubernetes.io/restartedAt';

interface Revision {
  revision: number;
  data: { spec: { template: { $patch: string; spec: PodSpec } } };
}

interface PodSpec {
  containers: { name: string; image: string }[];
}

interface SetStatus {
  observedGeneration?: number;
  updatedReplicas?: number;
  readyReplicas?: number;
  currentRevision?: string;
  updateRevision?: string;
  desiredNumberScheduled?: number;
  updatedNumberScheduled?: number;
  numberAvailable?: number;
}

/** What changes a workload step by step: restarts, roll-backs, pauses. */
export function rolloutChecks(suite: SuiteOf): void {
  describe('roll-outs', () => {
    const patch = async (kind: string, name: string, spec: object) => {
      const { status, text, body } = await suite().connection.request({
        method: 'PATCH',
        path: pathOf(suite(), `apps/v1/${kind}`, name),
        contentType: 'application/merge-patch+json',
        body: { spec },
      });
      if (status !== 200) {
        throw new Error(`patching was answered with ${status}: ${text}`);
      }
      return body;
    };
    const restart = (kind: string, name: string) =>
      patch(kind, name, {
        template: { metadata: { annotations: { [RESTARTED]: 'now' } } },
      });
    const setImage = (kind: string, name: string, image: string) =>
      patch(kind, name, {
        template: { spec: { containers: [{ name: 'app', image }] } },
      });
    const uidsOf = async (name: string) =>
      (await list(suite(), 'pods', `app=${name}`))
        .filter(({ metadata }) => !metadata.deletionTimestamp)
        .map(({ metadata }) => metadata.uid);
    const rolledOut = (name: string, replicas: number, generation: number) =>
      eventually(
        () => get(suite(), 'apps/v1/deployments', name),
        isRolledOut(replicas, generation),
      );

    it('an annotation of the template replaces every pod of a Deployment', async () => {
      await create(suite(), 'apps/v1/deployments', deployment('restarted'));
      await rolledOut('restarted', 2, 1);
      const before = await uidsOf('restarted');
      const restarted = await restart('deployments', 'restarted');
      expect(restarted.metadata.generation).toBe(2);
      await rolledOut('restarted', 2, 2);
      const after = await eventually(
        () => uidsOf('restarted'),
        uids => uids.length === 2,
      );
      expect(after.filter(uid => before.includes(uid))).toEqual([]);
      // Said twice, it is one change.
      const again = await restart('deployments', 'restarted');
      expect(again.metadata.generation).toBe(2);
    });

    it('an old template makes its ReplicaSet the newest revision', async () => {
      const first = 'registry.example/app:1.0.0';
      await create(suite(), 'apps/v1/deployments', deployment('returned'));
      await rolledOut('returned', 2, 1);
      await setImage('deployments', 'returned', 'registry.example/app:2.0.0');
      await rolledOut('returned', 2, 2);
      await setImage('deployments', 'returned', first);
      const returned = await rolledOut('returned', 2, 3);
      expect(returned.metadata.annotations?.[REVISION]).toBe('3');
      const sets = await list(suite(), 'apps/v1/replicasets', 'app=returned');
      expect(
        sets
          .map(({ metadata: { annotations = {} }, spec }) => [
            annotations[REVISION],
            annotations['deployment.kubernetes.io/revision-history'],
            (spec as { template: { spec: PodSpec } }).template.spec
              .containers[0].image,
          ])
          .sort(),
      ).toEqual([
        ['2', undefined, 'registry.example/app:2.0.0'],
        ['3', '1', first],
      ]);
    });

    it('a Deployment that is resumed rolls out what it was given meanwhile', async () => {
      await create(
        suite(),
        'apps/v1/deployments',
        deployment('resumed', { replicas: 1 }),
      );
      await rolledOut('resumed', 1, 1);
      await patch('deployments', 'resumed', { paused: true });
      const paused = await eventually(
        () => get(suite(), 'apps/v1/deployments', 'resumed'),
        object =>
          statusOf(object).conditions?.some(
            ({ reason }) => reason === 'DeploymentPaused',
          ) ?? false,
      );
      expect(statusOf(paused).conditions).toContainEqual(
        expect.objectContaining({ type: 'Progressing', status: 'Unknown' }),
      );
      await setImage('deployments', 'resumed', 'registry.example/app:2.0.0');
      // Paused, it still scales.
      await patch('deployments', 'resumed', { replicas: 2 });
      await eventually(
        () => get(suite(), 'apps/v1/deployments', 'resumed'),
        object => statusOf(object).readyReplicas === 2,
      );
      await patch('deployments', 'resumed', { paused: null });
      await rolledOut('resumed', 2, 5);
    });

    const revisionsOf = async (name: string) =>
      (
        (await list(
          suite(),
          'apps/v1/controllerrevisions',
          `app=${name}`,
        )) as unknown as (ApiObject & Revision)[]
      ).sort((left, right) => left.revision - right.revision);
    const imagesOf = (revisions: Revision[]) =>
      revisions.map(({ revision, data }) => [
        revision,
        data.spec.template.spec.containers[0].image,
      ]);

    it.each([
      ['StatefulSet', 'statefulsets'],
      ['DaemonSet', 'daemonsets'],
    ])('a %s rolls through its revisions, and back', async (kind, plural) => {
      const name = `revised-${kind.toLowerCase()}`;
      const [first, second] = [
        'registry.example/app:1',
        'registry.example/app:2',
      ];
      const { spec } = deployment(name, { image: first });
      const { replicas, ...daemon } = spec as { replicas: number };
      await create(suite(), `apps/v1/${plural}`, {
        apiVersion: 'apps/v1',
        kind,
        metadata: { name },
        spec:
          kind === 'DaemonSet'
            ? daemon
            : { ...daemon, replicas, serviceName: name },
      });
      const settled = (generation: number) =>
        eventually(
          () => get(suite(), `apps/v1/${plural}`, name),
          object => isSettled(object.status as SetStatus, generation, replicas),
        );
      await settled(1);
      const before = await uidsOf(name);
      expect(before.length).toBeGreaterThan(0);
      await setImage(plural, name, second);
      await settled(2);
      const after = await eventually(
        () => uidsOf(name),
        uids => uids.length === before.length,
      );
      expect(after.filter(uid => before.includes(uid))).toEqual([]);

      const revisions = await revisionsOf(name);
      expect(imagesOf(revisions)).toEqual([
        [1, first],
        [2, second],
      ]);
      expect(revisions[0]).toMatchObject({
        metadata: { ownerReferences: [{ kind, name, controller: true }] },
        data: { spec: { template: { $patch: 'replace' } } },
      });
      // Pods of a DaemonSet are marked with the hash, those of a StatefulSet with the name of their revision.
      const { metadata } = revisions[1];
      const mark =
        kind === 'DaemonSet'
          ? metadata.labels?.['controller-revision-hash']
          : `${name}-${metadata.labels?.['controller.kubernetes.io/hash']}`;
      expect(mark && metadata.name.endsWith(mark)).toBe(true);
      const marks = (await list(suite(), 'pods', `app=${name}`))
        .filter(pod => !pod.metadata.deletionTimestamp)
        .map(pod => pod.metadata.labels?.['controller-revision-hash']);
      expect([...new Set(marks)]).toEqual([mark]);

      await setImage(plural, name, first);
      await settled(3);
      expect(imagesOf(await revisionsOf(name))).toEqual([
        [2, second],
        [3, first],
      ]);
      await restart(plural, name);
      await settled(4);
      expect((await revisionsOf(name)).map(each => each.revision)).toEqual([
        2, 3, 4,
      ]);
    });
  });
}

/** Whether a StatefulSet or DaemonSet has replaced all of its pods. */
function isSettled(
  status: SetStatus | undefined,
  generation: number,
  replicas: number,
): boolean {
  if (status?.observedGeneration !== generation) {
    return false;
  }
  const { desiredNumberScheduled: desired } = status;
  return desired === undefined
    ? status.readyReplicas === replicas &&
        status.updatedReplicas === replicas &&
        status.currentRevision === status.updateRevision
    : desired > 0 &&
        status.updatedNumberScheduled === desired &&
        status.numberAvailable === desired;
}
