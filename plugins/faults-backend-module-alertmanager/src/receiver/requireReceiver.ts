import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { AlertReceiver, AlertSettings } from '../settings/AlertSettings';

/**
 * Which receiver a request is of.
 *
 * @remarks
 *
 * The permission framework lets every service do everything, plugins of this backend too: who may send alerts is decided by config.
 *
 * @throws NotAllowedError for everybody whom config does not name
 */
export function requireReceiver(
  { principal }: BackstageCredentials,
  { receivers }: Pick<AlertSettings, 'receivers'>,
): AlertReceiver {
  const { subject, type } = principal as { type?: string; subject?: string };
  const receiver =
    type === 'service'
      ? receivers.find(each => each.subject === subject)
      : undefined;
  if (!receiver) {
    throw new NotAllowedError(
      'Alerts are taken from those alone whom groundcrew.faults.alertmanager.receivers names',
    );
  }
  return receiver;
}
