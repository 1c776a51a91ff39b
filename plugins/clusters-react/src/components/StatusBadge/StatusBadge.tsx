import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { clustersReactTranslationRef } from '../../translation';
import { ToneBadge } from '../ToneBadge';
import type { Status } from './status';
import { statusLook } from './statusLook';

/**
 * Props of {@link StatusBadge}.
 *
 * @public
 */
export interface StatusBadgeProps {
  status: Status;
}

/**
 * A status as icon and word, never by colour alone.
 *
 * @public
 */
export function StatusBadge(props: StatusBadgeProps) {
  const { t } = useTranslationRef(clustersReactTranslationRef);
  return (
    <ToneBadge {...statusLook[props.status]}>
      {t(`status.${props.status}`)}
    </ToneBadge>
  );
}
