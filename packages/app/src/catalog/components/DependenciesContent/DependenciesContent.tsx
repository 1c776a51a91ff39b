import {
  RELATION_API_CONSUMED_BY,
  RELATION_API_PROVIDED_BY,
  RELATION_CONSUMES_API,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_PART_OF,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Direction,
  EntityCatalogGraphCard,
} from '@backstage/plugin-catalog-graph';
import { useEntity } from '@backstage/plugin-catalog-react';
import { appTranslationRef } from '../../../translation';

const dependencies = [
  RELATION_DEPENDS_ON,
  RELATION_DEPENDENCY_OF,
  RELATION_PROVIDES_API,
  RELATION_API_PROVIDED_BY,
  RELATION_CONSUMES_API,
  RELATION_API_CONSUMED_BY,
];
const parts = [RELATION_HAS_PART, RELATION_PART_OF];

/** What the entity depends on and what depends on it; of a System, its parts. */
export function DependenciesContent() {
  const { t } = useTranslationRef(appTranslationRef);
  const { entity } = useEntity();
  const isSystem = entity.kind.toLowerCase() === 'system';
  return (
    <EntityCatalogGraphCard
      title={t('entityPage.dependencies')}
      kinds={['Component', 'Resource', 'API', 'System']}
      relations={isSystem ? parts : dependencies}
      direction={Direction.LEFT_RIGHT}
      maxDepth={1}
      unidirectional={false}
      height={560}
      zoom="enable-on-click"
    />
  );
}
