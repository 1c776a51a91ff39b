import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { isLinked, NotLinked } from '@groundcrew/plugin-clusters-react';
import { OperationDialogProvider } from '@groundcrew/plugin-operations-react';
import { EntityFaults } from './EntityFaults';

/** The Faults tab of the entity that is shown. */
export function FaultsContent() {
  const { entity } = useEntity();
  if (!isLinked(entity)) {
    return <NotLinked entity={entity.metadata.name} />;
  }
  return (
    <OperationDialogProvider>
      <EntityFaults entityRef={stringifyEntityRef(entity)} />
    </OperationDialogProvider>
  );
}
