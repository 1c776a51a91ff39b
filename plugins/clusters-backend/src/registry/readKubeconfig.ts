import type { InlineCredentials } from '@groundcrew/plugin-clusters-common';
import type { ParsedConnection } from './InlineConnection';
import { readYaml } from './readYaml';

type Fields = Record<string, unknown>;

/** Ends the reading of a kubeconfig with a message for whoever pasted it. */
class Refusal extends Error {}

/** Fields that change nothing about where a cluster is and with what it is entered. */
const HARMLESS = new Set(['extensions', 'disable-compression', 'namespace']);

const CLUSTER_FIELDS = new Set(['server', 'certificate-authority-data']);
const USER_FIELDS = new Set([
  'token',
  'client-certificate-data',
  'client-key-data',
]);

const INLINE = 'Paste the content instead: kubectl config view --raw --flatten';
const ASK_FOR_TOKEN =
  'Give the token of a ServiceAccount instead: the RBAC manifest makes one';

/** Why a field is refused, and what to do. A field that is in none of the lists is refused as well. */
const REFUSED: Record<string, string> = {
  exec: `runs a command, which a pasted kubeconfig may not. ${ASK_FOR_TOKEN}`,
  'auth-provider': `runs a plugin, which a pasted kubeconfig may not. ${ASK_FOR_TOKEN}`,
  tokenFile: `names a file, which a pasted kubeconfig may not. Put the token itself under 'token'`,
  'client-certificate': `names a file, which a pasted kubeconfig may not. ${INLINE}`,
  'client-key': `names a file, which a pasted kubeconfig may not. ${INLINE}`,
  'certificate-authority': `names a file, which a pasted kubeconfig may not. ${INLINE}`,
  'proxy-url':
    'sends the credentials through another server, which is not allowed',
  username: `is basic authentication, which Kubernetes no longer has. ${ASK_FOR_TOKEN}`,
  password: `is basic authentication, which Kubernetes no longer has. ${ASK_FOR_TOKEN}`,
  'insecure-skip-tls-verify':
    'would send the credentials to whoever answers. Give the CA of the cluster under certificate-authority-data instead',
  'tls-server-name':
    'is not supported. Use the name that is in the certificate',
  as: 'acts as somebody else, which is not allowed. Give the credentials of the account itself',
  'as-uid':
    'acts as somebody else, which is not allowed. Give the credentials of the account itself',
  'as-groups':
    'acts as somebody else, which is not allowed. Give the credentials of the account itself',
  'as-user-extra':
    'acts as somebody else, which is not allowed. Give the credentials of the account itself',
};

/** Takes one context out of the text of a kubeconfig. Only what is written out in it counts. */
export function readKubeconfig(
  text: string,
  contextName: string | undefined,
): ParsedConnection {
  const yaml = readYaml(text);
  if ('refused' in yaml) {
    return { refused: `The kubeconfig ${yaml.refused}` };
  }
  try {
    const config = fieldsOf(yaml.content, 'The kubeconfig');
    const context = contextOf(config, contextName || undefined);
    const cluster = named(config, 'clusters', 'cluster', context.cluster);
    const user = named(config, 'users', 'user', context.user);
    refuseFields(cluster, CLUSTER_FIELDS, `Cluster '${context.cluster}'`);
    refuseFields(user, USER_FIELDS, `User '${context.user}'`);
    return {
      connection: {
        server: textOf(cluster, 'server', `Cluster '${context.cluster}'`),
        certificateAuthority: decoded(cluster, 'certificate-authority-data'),
        credentials: credentialsOf(user, context.user),
      },
    };
  } catch (error) {
    if (error instanceof Refusal) {
      return { refused: error.message };
    }
    throw error;
  }
}

function contextOf(
  config: Fields,
  asked: string | undefined,
): { cluster: string; user: string } {
  const names = listOf(config, 'contexts').map(({ name }) => String(name));
  const choices = names.length
    ? `Those that it has: ${names.map(each => `'${each}'`).join(', ')}`
    : 'It has no contexts at all';
  const current = config['current-context'];
  const name =
    asked ?? (typeof current === 'string' && current ? current : undefined);
  if (name === undefined) {
    throw new Refusal(
      `The kubeconfig has no current context, so say which context to use. ${choices}`,
    );
  }
  if (!names.includes(name)) {
    throw new Refusal(`The kubeconfig has no context '${name}'. ${choices}`);
  }
  const context = named(config, 'contexts', 'context', name);
  refuseFields(context, new Set(['cluster', 'user']), `Context '${name}'`);
  return {
    cluster: textOf(context, 'cluster', `Context '${name}'`),
    user: textOf(context, 'user', `Context '${name}'`),
  };
}

/** The one entry of a list with this name. Of two, kubectl takes the first and other clients the last: so neither. */
function named(
  config: Fields,
  list: string,
  field: string,
  name: string,
): Fields {
  const [entry, ...more] = listOf(config, list).filter(
    each => each.name === name,
  );
  if (!entry) {
    throw new Refusal(`The kubeconfig has no ${field} '${name}'`);
  }
  if (more.length > 0) {
    throw new Refusal(
      `The kubeconfig has more than one ${field} '${name}'. Leave only the one that is meant`,
    );
  }
  return fieldsOf(entry[field], `The ${field} '${name}'`);
}

function refuseFields(fields: Fields, known: Set<string>, owner: string): void {
  for (const [field, value] of Object.entries(fields)) {
    const means =
      value !== undefined && value !== null && value !== false && value !== '';
    if (means && !known.has(field) && !HARMLESS.has(field)) {
      throw new Refusal(
        `${owner}: '${field}' ${REFUSED[field] ?? 'is not supported'}`,
      );
    }
  }
}

function credentialsOf(user: Fields, name: string): InlineCredentials {
  const token = user.token;
  const clientCertificate = decoded(user, 'client-certificate-data');
  const clientKey = decoded(user, 'client-key-data');
  if (token && clientCertificate) {
    throw new Refusal(
      `User '${name}' has both a token and a client certificate. Leave only the one that is meant`,
    );
  }
  if (token) {
    return { token: textOf(user, 'token', `User '${name}'`).trim() };
  }
  if (clientCertificate && clientKey) {
    return { clientCertificate, clientKey };
  }
  throw new Refusal(
    clientCertificate || clientKey
      ? `User '${name}' needs both client-certificate-data and client-key-data`
      : `User '${name}' has no credentials. ${ASK_FOR_TOKEN}`,
  );
}

/** Base64 to text. What is no base64 comes out as no PEM, and is refused as such later. */
function decoded(fields: Fields, field: string): string | undefined {
  const value = fields[field];
  return typeof value === 'string' && value
    ? Buffer.from(value, 'base64').toString('utf8')
    : undefined;
}

function textOf(fields: Fields, field: string, owner: string): string {
  const value = fields[field];
  if (typeof value !== 'string' || !value) {
    throw new Refusal(`${owner} has no ${field}`);
  }
  return value;
}

function listOf(config: Fields, field: string): Fields[] {
  const list = config[field] ?? [];
  if (!Array.isArray(list)) {
    throw new Refusal(`The kubeconfig is malformed: '${field}' is not a list`);
  }
  return list.map(each => fieldsOf(each, `An entry of '${field}'`));
}

function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(`${what} is not a set of fields, as a kubeconfig has`);
  }
  return value as Fields;
}
