import { KubeObject } from './objects';
import { ResourceType } from './resourceTypes';

/** Whether kubectl is given columns for the resource; it prints name and age by itself. */
export function hasTable(_type: ResourceType): boolean {
  return false;
}

export function tableOf(
  _type: ResourceType,
  _objects: KubeObject[],
  _metadata: object,
  _now: number,
): object {
  return {};
}
