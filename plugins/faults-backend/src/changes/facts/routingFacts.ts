import type { Facts } from './Facts';
import { labelsInWords, partOf, recordOf, recordsOf, type Json } from './json';

/** Written by tools, for themselves. */
const TOOLS_OWN =
  /^(?:kubectl|deployment|autoscaling\.alpha|pv|volume|endpoints|control-plane\.alpha)(?:\.beta)?\.kubernetes\.io\/|^meta\.helm\.sh\/|^argocd\.argoproj\.io\/|^groundcrew\.io\/|^objectset\.rio|fluxcd\.io\//;

/** Annotations by which people set something. */
export function addAnnotationFacts(facts: Facts, object: Json): void {
  const annotations = partOf(object, 'metadata', 'annotations');
  for (const [key, value] of Object.entries(annotations)) {
    if (!TOOLS_OWN.test(key)) {
      facts.hidden(`annotation ${key}`, value);
    }
  }
}

/** Set by the API server, or of no matter to who sends requests. */
const OF_NO_MATTER = new Set([
  'selector',
  'ports',
  'type',
  'externalName',
  'clusterIP',
  'clusterIPs',
  'ipFamilies',
  'ipFamilyPolicy',
  'healthCheckNodePort',
]);

export function addServiceFacts(facts: Facts, object: Json): void {
  const spec = recordOf(object.spec);
  facts.shown('selector', labelsInWords(spec.selector) || 'nothing');
  facts.shown('type', spec.type);
  facts.shown('external-name', spec.externalName);
  for (const { port, protocol = 'TCP', targetPort } of recordsOf(spec.ports)) {
    facts.shown(
      `port ${String(port)}/${String(protocol)}`,
      String(targetPort ?? port),
    );
  }
  for (const [field, value] of Object.entries(spec)) {
    if (!OF_NO_MATTER.has(field)) {
      facts.hidden(`field ${field}`, value);
    }
  }
  addAnnotationFacts(facts, object);
}

export function addIngressFacts(facts: Facts, object: Json): void {
  const spec = recordOf(object.spec);
  facts.shown('class', spec.ingressClassName);
  facts.shown('default-backend', backendOf(spec.defaultBackend));
  for (const { host = '*', http } of recordsOf(spec.rules)) {
    for (const { backend, path = '/' } of recordsOf(recordOf(http).paths)) {
      facts.shown(`route ${String(host)}${String(path)}`, backendOf(backend));
    }
  }
  for (const { hosts, secretName } of recordsOf(spec.tls)) {
    facts.hidden(`certificate ${String(secretName)}`, ['of', hosts]);
  }
  addAnnotationFacts(facts, object);
}

function backendOf(backend: unknown): string | undefined {
  const { name, port } = partOf(backend, 'service');
  const { name: portName, number } = recordOf(port);
  return name === undefined
    ? undefined
    : `${String(name)}:${String(portName ?? number)}`;
}
