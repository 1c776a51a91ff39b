import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { OperationDetail } from '@groundcrew/plugin-operations-common';
import { useOperationsPaths } from '../../hooks/useOperationsPaths';
import { operationsReactTranslationRef } from '../../translation';
import { ActorName } from '../ActorName';

/** Which operation changes the target now, and by whom, so that people can talk. */
export function HeldBy(props: {
  heldBy: NonNullable<OperationDetail['heldBy']>;
}) {
  const { id, requestedBy, title } = props.heldBy;
  const { t } = useTranslationRef(operationsReactTranslationRef);
  const paths = useOperationsPaths();
  return (
    <Text as="p" variant="body-medium">
      {t('progress.heldBy')}{' '}
      {paths ? <Link href={paths.operation(id)}>{title}</Link> : title}{' '}
      <ActorName actor={requestedBy} />
    </Text>
  );
}
