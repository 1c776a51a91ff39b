/**
 * What went wrong with a request to a cluster.
 *
 * @remarks
 *
 * - `address-refused`: our own policy forbids this address.
 * - `certificate`: the server's certificate is not one that we trust.
 * - `unreachable`: no connection, or it broke. A change may have been made all the same.
 * - `timeout`: connected or not, no answer in time. A change may have been made all the same.
 * - `unauthorized`: 401, also with fresh credentials; or the credentials could not be got.
 * - `forbidden`, `not-found`, `gone`, `throttled`: 403, 404, 410, 429.
 * - `conflict`: 409, or a precondition or a `test` of a JSON patch that does not hold: the object is another one, or in
 *   another state, than the change was made for; or there is one of that name already.
 * - `refused`: any other status of 3xx or 4xx.
 * - `server`: 5xx.
 * - `too-large`: the answer is larger than asked for.
 * - `malformed`: the answer is not what the API promises.
 * - `aborted`: we gave up on it ourselves: the caller did, or the cluster was taken out of the process.
 *
 * @public
 */
export type ClusterFailure =
  | 'address-refused'
  | 'certificate'
  | 'unreachable'
  | 'timeout'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'conflict'
  | 'throttled'
  | 'refused'
  | 'server'
  | 'too-large'
  | 'malformed'
  | 'aborted';

const failureByStatus: Record<number, ClusterFailure> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'gone',
  429: 'throttled',
};

/**
 * What a status of an answer, or of a `Status` object in a watch, means.
 *
 * @public
 */
export function failureOfStatus(status: number): ClusterFailure {
  return failureByStatus[status] ?? (status >= 500 ? 'server' : 'refused');
}

const RETRIABLE: ReadonlySet<ClusterFailure> = new Set<ClusterFailure>([
  'unreachable',
  'timeout',
  'throttled',
  'server',
  'gone',
  'conflict',
  'aborted',
]);

/**
 * Whether another attempt may go better without anybody doing something about it.
 *
 * @remarks
 *
 * - `unreachable`, `timeout`, `server` and `throttled` pass. After the first three a change may have been made already:
 *   another attempt has to be the same as the first, or to look before it changes anything.
 * - `conflict` asks for another *look*: the same preconditions will not hold the next time either. An attempt that reads
 *   the object anew may go better, or will find out that it is not the object that was meant.
 * - `gone` is said of a list that took too long: it may be read from its start.
 * - `aborted` says nothing of the cluster. Whoever gave up by a signal knows that, and looks at the signal first; else the
 *   cluster was removed or its settings have changed, and the next call of `ClusterClients.client` tells which.
 *
 * The others last until a person changes credentials, rights, addresses, or what was asked for.
 *
 * @public
 */
export function isRetriable(failure: ClusterFailure): boolean {
  return RETRIABLE.has(failure);
}
