import { useOptionalRoute } from '@groundcrew/plugin-clusters-react';
import { useMemo } from 'react';
import { incidentsRouteRef } from '../routes';

/** The addresses of the Incidents page. */
export interface IncidentsPaths {
  open: string;
  history: string;
  alerts: string;
  detectors: string;
  healing: string;
  mutes: string;
  runbooks: string;
  incident(id: number): string;
  runbook(id: string): string;
}

/** Addresses of the Incidents page, in apps of either frontend system; `undefined` where the app has not installed it. */
export function useIncidentsPaths(): IncidentsPaths | undefined {
  const open = useOptionalRoute(incidentsRouteRef)?.();
  return useMemo(() => {
    if (open === undefined) {
      return undefined;
    }
    const base = open.replace(/\/$/, '');
    return {
      open,
      history: `${base}/history`,
      alerts: `${base}/alerts`,
      detectors: `${base}/detectors`,
      healing: `${base}/healing`,
      mutes: `${base}/mutes`,
      runbooks: `${base}/runbooks`,
      incident: (id: number) => `${base}/incidents/${id}`,
      runbook: (id: string) => `${base}/runbooks/${encodeURIComponent(id)}`,
    };
  }, [open]);
}
