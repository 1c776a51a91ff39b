import { pipeline } from 'node:stream/promises';
import { logQuerySchema } from '@groundcrew/plugin-clusters-common';
import { audited, parseInput } from '@groundcrew/plugin-clusters-node';
import type { Router } from 'express';
import type { RouterOptions } from './createRouter';

/** The logs of containers. */
export function addLogRoutes(
  router: Router,
  { httpAuth, auditor, logs }: RouterOptions,
): void {
  router.get(
    '/v1/clusters/:cluster/namespaces/:namespace/pods/:pod/log',
    async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      const { cluster, namespace, pod } = req.params;
      const query = parseInput(logQuerySchema, req.query);
      const gone = new AbortController();
      res.once('close', () => gone.abort());

      const log = await audited(
        {
          auditor,
          request: req,
          eventId: 'log-read',
          severityLevel: 'low',
          meta: { cluster, namespace, pod, container: query.container ?? null },
        },
        () =>
          logs.open({ cluster, namespace, pod, ...query }, credentials, {
            signal: gone.signal,
          }),
      );

      res.set('Content-Type', 'text/plain; charset=utf-8');
      // A browser must not take a log for a page, whatever is in it.
      res.set('X-Content-Type-Options', 'nosniff');
      // Compression, here or in a proxy, would hold lines back until a block is full.
      res.set('Cache-Control', 'no-store, no-transform');
      res.set('X-Accel-Buffering', 'no');
      res.flushHeaders();
      try {
        await pipeline(log, res);
      } catch (error) {
        // Whoever hangs up has seen enough; that is no failure.
        if (!gone.signal.aborted) {
          throw error;
        }
      }
    },
  );
}
