import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RelativeTime,
  useTickingText,
} from '@groundcrew/plugin-clusters-react';
import type { Mute } from '@groundcrew/plugin-faults-common';
import { ActorName } from '@groundcrew/plugin-operations-react';
import { useDuration } from '../../hooks/useDuration';
import { faultsTranslationRef } from '../../translation';
import { ActionButton } from '../ActionButton';

/** Props of {@link MuteRow}. */
export interface MuteRowProps {
  mute: Mute;
  isEnding: boolean;
  onEnd(): void;
}

/** One mute, and the way to end it. */
export function MuteRow(props: MuteRowProps) {
  const { isEnding, mute, onEnd } = props;
  const { cluster, fault, kind, name, namespace, until } = mute;
  const { t } = useTranslationRef(faultsTranslationRef);
  const duration = useDuration(1);
  const left = useTickingText(() => duration(Date.parse(until) - Date.now()));
  const object = name ? `${kind ?? ''} ${name}`.trim() : t('mutes.anyObject');
  return (
    <tr>
      <th scope="row">{fault}</th>
      <td>
        {cluster} / {namespace ?? t('mutes.anyNamespace')}
        {namespace && ` / ${object}`}
        {!namespace && name && ` / ${object}`}
      </td>
      <td>{mute.reason}</td>
      <td>
        <ActorName actor={{ type: 'user', entityRef: mute.createdBy }} />
        {', '}
        <RelativeTime at={mute.createdAt} />
      </td>
      <td>
        <time dateTime={until} title={new Date(until).toLocaleString()}>
          {t('mutes.left', { time: left })}
        </time>
      </td>
      <td>
        <ActionButton
          label={t('mutes.end')}
          ariaLabel={t('mutes.endOf', { what: fault })}
          blockedBy={mute.mayEnd ? undefined : t('mutes.forbidden')}
          isPending={isEnding}
          onPress={onEnd}
        />
      </td>
    </tr>
  );
}
