import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { actionMessages } from './actionMessages';
import { alertMessages } from './alertMessages';
import { commonMessages } from './commonMessages';
import { detectorMessages } from './detectorMessages';
import { entityMessages } from './entityMessages';
import { healingMessages } from './healingMessages';
import { incidentMessages } from './incidentMessages';
import { listMessages } from './listMessages';
import { muteMessages } from './muteMessages';
import { noticeMessages } from './noticeMessages';
import { runbookMessages } from './runbookMessages';

/**
 * The words of the Faults tab and of the Incidents page.
 *
 * @public
 */
export const faultsTranslationRef = createTranslationRef({
  id: 'plugin.groundcrew-faults',
  messages: {
    ...commonMessages,
    ...entityMessages,
    ...listMessages,
    ...incidentMessages,
    ...actionMessages,
    ...alertMessages,
    ...detectorMessages,
    ...healingMessages,
    ...muteMessages,
    ...noticeMessages,
    ...runbookMessages,
  },
});
