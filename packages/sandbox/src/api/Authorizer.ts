import { ApiError } from './ApiError';
import { makeToken } from '../tokens';
import { ResourceType } from './resources';

/** What a token may do. `*` stands for everything; without `namespaces` the rule holds in the whole cluster. */
export interface AccessRule {
  apiGroups: string[];
  /** Plural names; a subresource as `pods/log`. */
  resources: string[];
  verbs: string[];
  resourceNames?: string[];
  namespaces?: string[];
}

export interface User {
  name: string;
  groups: string[];
  rules: AccessRule[];
}

export interface ResourceAccess {
  verb: string;
  group: string;
  /** With the subresource: `pods/log`. */
  resource: string;
  namespace?: string;
  name?: string;
}

export const ADMIN_RULES: AccessRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
];
export const READER_RULES: AccessRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] },
];
/** What Groundcrew has in a real cluster: it reads, and changes what operations change. */
export const OPERATOR_RULES: AccessRule[] = [
  ...READER_RULES,
  {
    apiGroups: ['apps'],
    resources: ['deployments', 'statefulsets', 'daemonsets'],
    verbs: ['patch'],
  },
  {
    apiGroups: ['autoscaling'],
    resources: ['horizontalpodautoscalers'],
    verbs: ['patch'],
  },
  { apiGroups: [''], resources: ['pods/eviction'], verbs: ['create'] },
  { apiGroups: [''], resources: ['pods'], verbs: ['delete', 'patch'] },
  {
    apiGroups: [''],
    resources: ['persistentvolumeclaims'],
    verbs: ['patch'],
  },
  { apiGroups: [''], resources: ['nodes'], verbs: ['patch'] },
];

/** Whoever sends no token. As in a real cluster that is a user, who may do nothing. */
const ANONYMOUS: User = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
  rules: [],
};

/** Bearer tokens and what their users may do. */
export class Authorizer {
  static create(): Authorizer {
    return new Authorizer();
  }

  readonly #users = new Map<string, User>();
  readonly #expired = new Set<string>();

  private constructor() {}

  /** Makes a token for a user; returns it. */
  addToken(
    user: { name: string; groups?: string[]; rules: AccessRule[] },
    token = makeToken(),
  ) {
    this.#users.set(token, {
      ...user,
      groups: [...(user.groups ?? []), 'system:authenticated'],
    });
    return token;
  }

  /** From now on the token is answered with 401, until it is renewed. */
  expire(token: string): void {
    this.#expired.add(token);
  }

  renew(token: string): void {
    this.#expired.delete(token);
  }

  isValid(token: string): boolean {
    return this.#users.has(token) && !this.#expired.has(token);
  }

  /** Who sent the request: nobody in particular without a token. Throws a 401 for a token that is not valid. */
  authenticate(authorization: string | undefined): {
    user: User;
    token: string;
  } {
    if (!authorization) return { user: ANONYMOUS, token: '' };
    const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
    const user = token && this.#users.get(token);
    if (!token || !user || this.#expired.has(token)) {
      throw ApiError.unauthorized();
    }
    return { user, token };
  }

  isAllowed(user: User, access: ResourceAccess): boolean {
    return user.rules.some(
      rule =>
        includes(rule.verbs, access.verb) &&
        includes(rule.apiGroups, access.group) &&
        (includes(rule.resources, access.resource) ||
          includes(
            rule.resources,
            access.resource.replace(/^[^/]+\//, '*/'),
          )) &&
        (!rule.namespaces?.length ||
          (access.namespace !== undefined &&
            includes(rule.namespaces, access.namespace))) &&
        (!rule.resourceNames?.length ||
          (access.name !== undefined &&
            rule.resourceNames.includes(access.name))),
    );
  }

  /** Throws the 403 of a real cluster unless the user may. */
  authorize(user: User, access: ResourceAccess): void {
    if (this.isAllowed(user, access)) return;
    const where = access.namespace
      ? `in the namespace "${access.namespace}"`
      : 'at the cluster scope';
    const type: Pick<ResourceType, 'group' | 'plural'> = {
      group: access.group,
      plural: access.resource.split('/')[0],
    };
    throw ApiError.forbidden(
      type,
      access.name,
      `User "${user.name}" cannot ${access.verb} resource "${access.resource}" in API group "${access.group}" ${where}`,
    );
  }
}

function includes(values: string[], value: string): boolean {
  return values.includes('*') || values.includes(value);
}
