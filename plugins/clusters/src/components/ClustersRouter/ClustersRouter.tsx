import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import { Route, Routes } from 'react-router-dom';
import { clustersTranslationRef } from '../../translation';
import { ClusterPage } from '../ClusterPage';
import { FleetPage } from '../FleetPage';
import { RegisterPage } from '../RegisterPage';

/** The fleet page and what can be opened from it. */
export function ClustersRouter() {
  return (
    <Container py="5">
      <ClustersRoutes />
    </Container>
  );
}

/** The same with the header that pages of the old frontend system bring themselves. */
export function LegacyClustersPage() {
  const { t } = useTranslationRef(clustersTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <Content>
        <ClustersRoutes />
      </Content>
    </Page>
  );
}

function ClustersRoutes() {
  return (
    <Routes>
      <Route path="/" element={<FleetPage />} />
      {/* A name has no underscore, so this one cannot be a cluster's. */}
      <Route path="/_register" element={<RegisterPage />} />
      <Route path="/:cluster" element={<ClusterPage />} />
    </Routes>
  );
}
