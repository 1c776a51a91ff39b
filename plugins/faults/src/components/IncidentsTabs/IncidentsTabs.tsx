import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PageTabs } from '@groundcrew/plugin-clusters-react';
import { useIncidentsPaths } from '../../hooks/useIncidentsPaths';
import { faultsTranslationRef } from '../../translation';

/** The parts of the Incidents page. */
export function IncidentsTabs() {
  const { t } = useTranslationRef(faultsTranslationRef);
  const paths = useIncidentsPaths();
  if (!paths) {
    return null;
  }
  return (
    <PageTabs
      label={t('tabs.label')}
      tabs={[
        { to: paths.open, title: t('tabs.open'), end: true },
        { to: paths.history, title: t('tabs.history') },
        { to: paths.alerts, title: t('alerts.tab') },
        { to: paths.detectors, title: t('tabs.detectors') },
        { to: paths.healing, title: t('tabs.healing') },
        { to: paths.runbooks, title: t('tabs.runbooks') },
        { to: paths.mutes, title: t('tabs.mutes') },
      ]}
    />
  );
}
