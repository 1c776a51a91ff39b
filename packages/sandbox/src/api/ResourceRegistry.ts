import { CustomResourceDefinition } from './clusterTypes';
import {
  ResourceType,
  builtInResources,
  createResourceType,
} from './resources';

interface ResourceAddress {
  group: string;
  version: string;
  plural: string;
}

/** Which resources a cluster serves: the built-in ones, and those of its CustomResourceDefinitions. */
export class ResourceRegistry {
  static create(): ResourceRegistry {
    return new ResourceRegistry();
  }

  readonly #types = new Map<string, ResourceType>();
  readonly #customByDefinition = new Map<string, ResourceType[]>();

  private constructor() {
    for (const type of builtInResources) this.#types.set(addressOf(type), type);
  }

  find(address: ResourceAddress): ResourceType | undefined {
    return this.#types.get(addressOf(address));
  }

  /** By API version and kind, as owner references and scale targets name things. */
  findKind(apiVersion: string, kind: string): ResourceType | undefined {
    const [version, group = ''] = apiVersion.split('/').reverse();
    return this.all().find(
      type =>
        type.kind === kind && type.group === group && type.version === version,
    );
  }

  all(): ResourceType[] {
    return [...this.#types.values()];
  }

  define(definition: CustomResourceDefinition): void {
    this.remove(definition);
    const { group, scope, names, versions } = definition.spec;
    const types = versions
      .filter(version => version.served)
      .map(version =>
        createResourceType(
          `${group}/${version.name}`,
          names.kind,
          names.plural,
          {
            singular: names.singular,
            shortNames: names.shortNames,
            categories: names.categories,
            namespaced: scope === 'Namespaced',
            subresources: version.subresources?.status ? ['status'] : [],
            generation: true,
            custom: true,
          },
        ),
      );
    this.#customByDefinition.set(definition.metadata.name, types);
    for (const type of types) this.#types.set(addressOf(type), type);
  }

  /** Stops serving what the definition brought, and says what that was. */
  remove(definition: CustomResourceDefinition): ResourceType[] {
    const types = this.#customByDefinition.get(definition.metadata.name) ?? [];
    this.#customByDefinition.delete(definition.metadata.name);
    for (const type of types) this.#types.delete(addressOf(type));
    return types;
  }
}

function addressOf({ group, version, plural }: ResourceAddress): string {
  return `${group}/${version}/${plural}`;
}
