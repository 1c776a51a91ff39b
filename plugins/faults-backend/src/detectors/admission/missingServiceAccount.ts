import { createDetector } from '@groundcrew/plugin-faults-node';
import { seenIn } from '../../kubernetes/evidence';
import { POD_MAKERS, podShortage } from '../../kubernetes/podShortage';
import { refOf, templateOf } from '../../topology';

const DEFAULT = 'default';

/** A workload has too few pods because the ServiceAccount that they are to run as does not exist. */
export const missingServiceAccount = createDetector({
  id: 'missing-service-account',
  title: 'Pods whose ServiceAccount is missing',
  faults: [
    {
      id: 'service-account-missing',
      category: 'admission',
      title: 'The ServiceAccount does not exist',
    },
  ],
  subjects: POD_MAKERS,
  detect: (maker, { store }) => {
    const shortage = podShortage(store, maker);
    const name = templateOf(maker).spec?.serviceAccountName || DEFAULT;
    const namespace = maker.metadata?.namespace;
    if (!shortage || store.has('ServiceAccount', { namespace, name })) {
      return [];
    }
    const { evidence, refusal, workload } = shortage;
    const isTold = /serviceaccount "[^"]{1,300}" not found/.test(refusal);
    // A controller makes the default one in a new namespace: that it is not here yet means nothing by itself.
    if (name === DEFAULT && !isTold) {
      return [];
    }
    return [
      {
        fault: 'service-account-missing',
        object: refOf(workload),
        message: `${workload.metadata?.name} gets no pods: its ServiceAccount ${name} does not exist.`,
        confidence: isTold ? 0.97 : 0.9,
        evidence: [
          seenIn(workload, 'spec.template.spec.serviceAccountName', name),
          ...evidence,
        ],
        explains: [],
      },
    ];
  },
});
