import { CatalogTable } from '@backstage/plugin-catalog';
import {
  CatalogFilterLayout,
  EntityListProvider,
} from '@backstage/plugin-catalog-react';
import { Container } from '@backstage/ui';
import { ReactElement } from 'react';
import { indexColumns } from './indexColumns';

/** Props of {@link IndexPage}. */
export interface IndexPageProps {
  filters: ReactElement[];
}

/** What there is in the catalog, with room for what each thing is. */
export function IndexPage({ filters }: IndexPageProps) {
  return (
    <EntityListProvider pagination>
      <Container>
        <CatalogFilterLayout>
          <CatalogFilterLayout.Filters>{filters}</CatalogFilterLayout.Filters>
          <CatalogFilterLayout.Content>
            <CatalogTable columns={indexColumns} />
          </CatalogFilterLayout.Content>
        </CatalogFilterLayout>
      </Container>
    </EntityListProvider>
  );
}
