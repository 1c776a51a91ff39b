/**
 * The part of the configuration that only this run knows: addresses, folders, keys, clusters. The rest stands in
 * app-config.yaml.
 *
 * @param run.port - where the API listens
 * @param run.appPort - where the app is served, if not by the backend
 * @param run.encryptionKey - for what is kept in the cluster registry
 * @param run.alertToken - with which an Alertmanager of one's own may send alerts
 * @param run.clusters - what the mode brings: configuration of its own, with what is said here of the registry added
 */
export function createOverlay(run) {
  const visibleHost = isLoopbackOrAny(run.host) ? 'localhost' : run.host;
  const backendUrl = `http://${visibleHost}:${run.port}`;
  const appUrl = `http://${visibleHost}:${run.appPort ?? run.port}`;
  return {
    app: { baseUrl: appUrl },
    backend: {
      baseUrl: backendUrl,
      listen: { port: run.port, host: run.host },
      cors: {
        origin: appUrl,
        methods: ['GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'DELETE'],
        credentials: true,
      },
      database: {
        client: 'better-sqlite3',
        connection: { directory: run.databaseDirectory },
      },
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token: run.alertToken, subject: 'alertmanager' },
            accessRestrictions: [{ plugin: 'groundcrew-faults' }],
          },
        ],
      },
    },
    techdocs: {
      publisher: {
        type: 'local',
        local: { publishDirectory: run.documentationDirectory },
      },
    },
    ...run.clusters,
    groundcrew: {
      ...run.clusters.groundcrew,
      clusters: {
        ...run.clusters.groundcrew?.clusters,
        encryptionKeys: [{ id: 'first-run', key: run.encryptionKey }],
      },
    },
  };
}

/** Backstage puts environment variables where it finds `${…}`; these are values as they are. */
function escapeSubstitutions(value) {
  if (typeof value === 'string') {
    return value.replace(/\$\{/g, '$$${');
  }
  if (Array.isArray(value)) {
    return value.map(escapeSubstitutions);
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        escapeSubstitutions(item),
      ]),
    );
  }
  return value;
}

/** The overlay as a file. JSON is YAML, so nothing is needed to write it. */
export function formatOverlay(overlay) {
  return `# Written anew by every "npm start": changes belong into app-config.local.yaml.\n${JSON.stringify(
    escapeSubstitutions(overlay),
    undefined,
    2,
  )}\n`;
}

function isLoopbackOrAny(host) {
  return ['127.0.0.1', '::1', '0.0.0.0', '::', 'localhost'].includes(host);
}
