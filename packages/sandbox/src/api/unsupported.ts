/** Resources of a real cluster that the sandbox leaves out, by group. A `*` is the whole group. */
const LEFT_OUT: Record<string, string[]> = {
  '': [
    'bindings',
    'componentstatuses',
    'endpoints',
    'podtemplates',
    'replicationcontrollers',
  ],
  'admissionregistration.k8s.io': [
    'mutatingadmissionpolicies',
    'mutatingadmissionpolicybindings',
    'validatingadmissionpolicies',
    'validatingadmissionpolicybindings',
  ],
  'apiregistration.k8s.io': ['*'],
  'authentication.k8s.io': ['tokenreviews'],
  'authorization.k8s.io': [
    'localsubjectaccessreviews',
    'selfsubjectrulesreviews',
    'subjectaccessreviews',
  ],
  'certificates.k8s.io': ['*'],
  'coordination.k8s.io': ['leasecandidates'],
  'events.k8s.io': ['*'],
  'flowcontrol.apiserver.k8s.io': ['*'],
  'internal.apiserver.k8s.io': ['*'],
  'networking.k8s.io': ['ipaddresses', 'servicecidrs'],
  'node.k8s.io': ['*'],
  'resource.k8s.io': ['*'],
  'scheduling.k8s.io': ['*'],
  'storage.k8s.io': [
    'csidrivers',
    'csinodes',
    'csistoragecapacities',
    'volumeattachments',
    'volumeattributesclasses',
  ],
};

/** Whether a real cluster serves the resource, though the sandbox does not. */
export function isLeftOut(group: string, plural: string): boolean {
  const plurals = LEFT_OUT[group] ?? [];
  return plurals.includes('*') || plurals.includes(plural);
}
