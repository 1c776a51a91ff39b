/**
 * Verbs for workloads, pods and nodes of Kubernetes.
 *
 * @packageDocumentation
 */

export { operationsModuleKubernetes as default } from './module';
