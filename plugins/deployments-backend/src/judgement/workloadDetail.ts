import type {
  EntityPlace,
  ObjectStore,
  OwnerTree,
} from '@groundcrew/plugin-clusters-node';
import type { WorkloadDetail } from '@groundcrew/plugin-deployments-common';
import { placeView, type PlaceRights } from './placeView';
import { podsOf } from './podsOf';
import { podView } from './podView';
import { relatedViews } from './relatedViews';
import { revisionsOf } from './revisions';
import { workloadSummary } from './workloadSummary';

export interface WorkloadDetailOptions {
  tree: OwnerTree;
  place: EntityPlace;
  rights: PlaceRights;
  clusterTitle?: string;
  /** Milliseconds since the epoch. */
  now: number;
  /** A store that shows configuration, for readers who may see it. */
  revealed?: ObjectStore;
}

/** Opens one workload: its revisions, its pods, and what stands beside it. */
export function workloadDetail(options: WorkloadDetailOptions): WorkloadDetail {
  const { tree, place, rights, clusterTitle, now, revealed } = options;
  const { workloads: _, ...placeWithoutWorkloads } = placeView(place, rights, {
    clusterTitle,
    now,
  });
  return {
    place: placeWithoutWorkloads,
    workload: workloadSummary(tree, place, now),
    revisions: revisionsOf(revealed ? reveal(tree, revealed) : tree),
    pods: podsOf(tree).map(podView),
    related: relatedViews(place),
    configurationHidden: !rights.configurationAllowed,
    freshness: place.freshness,
  };
}

function reveal(tree: OwnerTree, store: ObjectStore): OwnerTree {
  return {
    kind: tree.kind,
    object: store.byUid(tree.object.metadata?.uid ?? '') ?? tree.object,
    children: tree.children.map(child => reveal(child, store)),
  };
}
