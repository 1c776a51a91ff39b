import type { Facts } from './Facts';
import { labelsInWords, partOf, recordOf, recordsOf, type Json } from './json';

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';
/** Set by the API server to what they are anyway. */
const IGNORED = new Set(['serviceAccount', 'deprecatedServiceAccount']);
const OF_POD = new Set(['containers', 'initContainers', 'volumes']);
const OF_CONTAINER = new Set([
  'name',
  'image',
  'env',
  'envFrom',
  'resources',
  'ports',
  'command',
  'args',
]);
/** Plain settings, of which people know best what they mean. */
const SHOWN = new Set([
  'serviceAccountName',
  'dnsPolicy',
  'hostNetwork',
  'priorityClassName',
  'runtimeClassName',
  'schedulerName',
  'terminationGracePeriodSeconds',
  'restartPolicy',
  'imagePullPolicy',
]);

/** Of a pod template: what a release consists of. */
export function addTemplateFacts(facts: Facts, template: Json): void {
  const { annotations, labels } = partOf(template, 'metadata');
  const { [RESTARTED_AT]: restartedAt, ...others } = recordOf(annotations);
  facts.hidden('restart', restartedAt);
  for (const [key, value] of Object.entries(others)) {
    facts.hidden(`pod-annotation ${key}`, value);
  }
  facts.shown('pod-labels', labelsInWords(labels) || undefined);
  const spec = partOf(template, 'spec');
  for (const list of ['initContainers', 'containers']) {
    for (const container of recordsOf(spec[list])) {
      addContainerFacts(facts, container);
    }
  }
  for (const { name, ...source } of recordsOf(spec.volumes)) {
    facts.hidden(`volume ${String(name)}`, ['from', source]);
  }
  for (const [field, value] of Object.entries(spec)) {
    if (!OF_POD.has(field) && !IGNORED.has(field)) {
      addField(facts, 'pod-field', field, value);
    }
  }
}

function addContainerFacts(facts: Facts, container: Json): void {
  const name = String(container.name);
  facts.shown(`image ${name}`, container.image ?? '');
  for (const { name: variable, ...source } of recordsOf(container.env)) {
    facts.hidden(`env ${name}/${String(variable)}`, ['from', source]);
  }
  for (const source of recordsOf(container.envFrom)) {
    const { name: from } = {
      ...recordOf(source.configMapRef),
      ...recordOf(source.secretRef),
    } as Json;
    facts.hidden(`env ${name}/all of ${String(from)}`, ['from', source]);
  }
  for (const sort of ['requests', 'limits']) {
    const amounts = partOf(container, 'resources', sort);
    for (const [resource, amount] of Object.entries(amounts)) {
      facts.shown(`resources ${name}/${sort}.${resource}`, amount);
    }
  }
  const ports = recordsOf(container.ports).map(
    ({ containerPort, protocol = 'TCP' }) =>
      `${String(containerPort)}/${String(protocol)}`,
  );
  facts.shown(`container-ports ${name}`, ports.join(', ') || undefined);
  const { args, command } = container;
  facts.hidden(
    `command ${name}`,
    args || command ? ['is', command, args] : undefined,
  );
  for (const [field, value] of Object.entries(container)) {
    if (!OF_CONTAINER.has(field)) {
      addField(facts, 'container-field', `${name}/${field}`, value);
    }
  }
}

function addField(facts: Facts, type: string, name: string, value: unknown) {
  const field = name.slice(name.indexOf('/') + 1);
  if (SHOWN.has(field)) {
    facts.shown(`${type} ${name}`, value);
  } else {
    facts.hidden(`${type} ${name}`, value);
  }
}
