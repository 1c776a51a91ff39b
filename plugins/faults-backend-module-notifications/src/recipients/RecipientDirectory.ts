import type { AuthService } from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  RELATION_HAS_MEMBER,
  RELATION_OWNED_BY,
  RELATION_PARENT_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { onCallAt, type Rotation } from '../calendar/Rotation';
import type { Resolved } from '../notices/NoticeRecord';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'spec.owner',
  'relations',
];
/** Groups within groups within groups, and so on: nobody has more of them. */
const MOST_LEVELS = 10;
const OWNERS_FOR_MS = 60_000;

/** Options of {@link RecipientDirectory.create}. */
export interface RecipientDirectoryOptions {
  auth: AuthService;
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  settings: {
    onCall: ReadonlyMap<string, Rotation>;
    fallback: readonly string[];
  };
}

/** Knows who the recipients of routes are. Asks the catalog as the plugin. */
export class RecipientDirectory {
  readonly #options: RecipientDirectoryOptions;
  readonly #owners = new Map<string, { owners: string[]; until: number }>();

  static create(options: RecipientDirectoryOptions): RecipientDirectory {
    return new RecipientDirectory(options);
  }

  private constructor(options: RecipientDirectoryOptions) {
    this.#options = options;
  }

  /**
   * Who owns entities: entity references in lower case, at most a minute old.
   *
   * @throws what the catalog does, when it is away
   */
  async ownersOf(entities: readonly string[], now: number): Promise<string[]> {
    const unknown = entities.filter(ref => {
      const known = this.#owners.get(ref);
      return !known || known.until <= now || known.until > now + OWNERS_FOR_MS;
    });
    const found = await this.#entities(unknown);
    for (const ref of unknown) {
      const entity = found.get(ref.toLowerCase());
      this.#owners.set(ref, {
        owners: entity ? ownersOf(entity) : [],
        until: now + OWNERS_FOR_MS,
      });
    }
    return [
      ...new Set(entities.flatMap(ref => this.#owners.get(ref)?.owners ?? [])),
    ];
  }

  /**
   * Who is told: the recipients, or who is to be told instead where they cannot be found.
   *
   * @throws what the catalog does, when it is away
   */
  async resolve(
    to: readonly string[],
    of: { entities: readonly string[]; now: number },
  ): Promise<Resolved> {
    const named = await this.#resolve(to, of);
    if (named.users.length > 0) {
      return named;
    }
    const others = await this.#resolve(this.#options.settings.fallback, of);
    return { ...others, missing: [...named.missing, ...others.missing] };
  }

  async #resolve(
    to: readonly string[],
    of: { entities: readonly string[]; now: number },
  ): Promise<Resolved> {
    const missing: Resolved['missing'] = [];
    const refs = new Set<string>();
    for (const recipient of to) {
      const found = await this.#refsOf(recipient, of, missing);
      found.forEach(ref => refs.add(ref.toLowerCase()));
    }
    const entities = await this.#entities([...refs]);
    const recipients: string[] = [];
    const users = new Set<string>();
    for (const ref of refs) {
      const entity = entities.get(ref);
      if (!entity) {
        missing.push({ recipient: ref, why: 'The catalog does not have it.' });
        continue;
      }
      const those = await this.#usersOf(entity);
      if (those.length === 0) {
        missing.push({ recipient: ref, why: 'It has no members.' });
        continue;
      }
      recipients.push(ref);
      those.forEach(user => users.add(user));
    }
    return { recipients, users: [...users].sort(), missing };
  }

  async #refsOf(
    recipient: string,
    { entities, now }: { entities: readonly string[]; now: number },
    missing: Resolved['missing'],
  ): Promise<string[]> {
    const rotation = this.#options.settings.onCall.get(
      recipient.replace(/^oncall:/, ''),
    );
    if (recipient.startsWith('oncall:')) {
      if (!rotation) {
        missing.push({ recipient, why: 'There is no such rotation any more.' });
        return [];
      }
      return [onCallAt(rotation, now)];
    }
    if (recipient !== 'owner') {
      return [recipient];
    }
    if (entities.length === 0) {
      missing.push({
        recipient,
        why: 'No entity of the catalog is known to suffer.',
      });
      return [];
    }
    // All of them in one question.
    await this.ownersOf(entities, now);
    const owners = new Set<string>();
    for (const entity of entities) {
      const those = await this.ownersOf([entity], now);
      if (those.length === 0) {
        missing.push({ recipient, why: `${entity} has no owner.` });
      }
      those.forEach(owner => owners.add(owner));
    }
    return [...owners];
  }

  async #usersOf(entity: Entity): Promise<string[]> {
    if (entity.kind.toLowerCase() === 'user') {
      return [stringifyEntityRef(entity)];
    }
    const users = new Set<string>();
    const seen = new Set([stringifyEntityRef(entity)]);
    let groups = [entity];
    for (let level = 0; level < MOST_LEVELS && groups.length > 0; level += 1) {
      const children: string[] = [];
      for (const { relations = [] } of groups) {
        for (const { targetRef, type } of relations) {
          if (type === RELATION_HAS_MEMBER && targetRef.startsWith('user:')) {
            users.add(targetRef);
          } else if (type === RELATION_PARENT_OF && !seen.has(targetRef)) {
            seen.add(targetRef);
            children.push(targetRef);
          }
        }
      }
      groups = [...(await this.#entities(children)).values()];
    }
    return [...users];
  }

  /** Those that there are, by their references. */
  async #entities(refs: readonly string[]): Promise<Map<string, Entity>> {
    if (refs.length === 0) {
      return new Map();
    }
    const { auth, catalog } = this.#options;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: [...refs], fields: FIELDS },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return new Map(
      items
        .filter(entity => entity !== undefined)
        .map(entity => [stringifyEntityRef(entity), entity]),
    );
  }
}

function ownersOf({ metadata, relations = [], spec }: Entity): string[] {
  const related = relations
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef.toLowerCase());
  if (related.length > 0 || typeof spec?.owner !== 'string') {
    return related;
  }
  // Until the catalog has stitched it.
  return [
    stringifyEntityRef(
      parseEntityRef(spec.owner, {
        defaultKind: 'group',
        defaultNamespace: metadata.namespace ?? DEFAULT_NAMESPACE,
      }),
    ),
  ];
}
