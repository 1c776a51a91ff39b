import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import { OperationDialogProvider } from '@groundcrew/plugin-operations-react';
import { Route, Routes } from 'react-router-dom';
import { operationsTranslationRef } from '../../translation';
import { AllOperations } from '../AllOperations';
import { OperationPage } from '../OperationPage';
import { WaitingOperations } from '../WaitingOperations';

/** The Operations page and what can be opened from it. */
export function OperationsRouter() {
  return (
    <Container py="5">
      <OperationsRoutes />
    </Container>
  );
}

/** The same with the header that pages of the old frontend system bring themselves. */
export function LegacyOperationsPage() {
  const { t } = useTranslationRef(operationsTranslationRef);
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <Content>
        <OperationsRoutes />
      </Content>
    </Page>
  );
}

function OperationsRoutes() {
  return (
    <OperationDialogProvider>
      <Routes>
        <Route path="/" element={<AllOperations />} />
        {/* Ids are made by the backend, and none is a word. */}
        <Route path="/waiting" element={<WaitingOperations />} />
        <Route path="/:id" element={<OperationPage />} />
      </Routes>
    </OperationDialogProvider>
  );
}
