import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import { OperationDialogProvider } from '@groundcrew/plugin-operations-react';
import { Route, Routes } from 'react-router-dom';
import { faultsTranslationRef } from '../../translation';
import { AlertsPage } from '../Alerts';
import { DetectorsPage } from '../Detectors';
import { HealingPage } from '../Healing';
import { IncidentHistory } from '../IncidentHistory';
import { IncidentPage } from '../IncidentPage';
import { MutesPage } from '../Mutes';
import { OpenIncidents } from '../OpenIncidents';
import { RunbookPage, RunbooksPage } from '../Runbooks';

/** The Incidents page and what can be opened from it. */
export function IncidentsRouter() {
  return (
    <Container py="5">
      <IncidentsRoutes />
    </Container>
  );
}

/** The same with the header that pages of the old frontend system bring themselves. */
export function LegacyIncidentsPage() {
  const { t } = useTranslationRef(faultsTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <Content>
        <IncidentsRoutes />
      </Content>
    </Page>
  );
}

function IncidentsRoutes() {
  return (
    <OperationDialogProvider>
      <Routes>
        <Route path="/" element={<OpenIncidents />} />
        <Route path="/history" element={<IncidentHistory />} />
        <Route path="/alerts" element={<AlertsPage />} />
        <Route path="/detectors" element={<DetectorsPage />} />
        <Route path="/healing" element={<HealingPage />} />
        <Route path="/runbooks" element={<RunbooksPage />} />
        <Route path="/runbooks/:id" element={<RunbookPage />} />
        <Route path="/mutes" element={<MutesPage />} />
        <Route path="/incidents/:id" element={<IncidentPage />} />
      </Routes>
    </OperationDialogProvider>
  );
}
