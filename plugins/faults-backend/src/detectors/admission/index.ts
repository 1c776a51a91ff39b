import type { FaultDetector } from '@groundcrew/plugin-faults-node';
import { admissionWebhooks } from './admissionWebhooks';
import { deniedPods } from './deniedPods';
import { missingClaim } from './missingClaim';
import { missingService } from './missingService';
import { missingServiceAccount } from './missingServiceAccount';
import { quotaExceeded } from './quotaExceeded';
import { tightQuota } from './tightQuota';

/** Finds why the cluster does not take what it is given. */
export const admissionDetectors: FaultDetector[] = [
  missingServiceAccount,
  quotaExceeded,
  deniedPods,
  admissionWebhooks,
  missingService,
  missingClaim,
  tightQuota,
];
