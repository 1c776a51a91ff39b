import { open } from 'node:fs/promises';

/** One request that the API server answered, or a watch that it began, without bodies. */
export interface ApiRequest {
  id: string;
  user: string;
  /** As authorization names it: `get`, `list`, `watch`, `create`, `patch` … */
  verb: string;
  /** Plural, such as `pods`; undefined for requests outside the resources, such as `/version`. */
  resource: string | undefined;
  subresource: string | undefined;
  apiGroup: string | undefined;
  namespace: string | undefined;
  name: string | undefined;
  path: string;
  userAgent: string | undefined;
  status: number | undefined;
  receivedAt: string;
}

/** A point in the log, see `Lab.markRequests`. */
export interface RequestMark {
  /** Bytes from the beginning of the log. */
  offset: number;
  receivedAt: string;
}

/** Which requests to count. Fields that are not given match everything. */
export interface ApiRequestFilter {
  /** Only what was received after this mark. */
  since?: RequestMark;
  user?: string;
  verb?: string;
  resource?: string;
  namespace?: string;
}

interface AuditEvent {
  auditID: string;
  verb: string;
  requestURI: string;
  user?: { username?: string };
  userAgent?: string;
  objectRef?: {
    resource?: string;
    subresource?: string;
    apiGroup?: string;
    namespace?: string;
    name?: string;
  };
  responseStatus?: { code?: number };
  requestReceivedTimestamp: string;
}

/** Reads the audit log from a byte offset on; `end` is the offset behind the last whole line. */
export async function readAuditLog(
  path: string,
  from = 0,
): Promise<{ requests: ApiRequest[]; end: number }> {
  const file = await open(path, 'r');
  let content: Buffer;
  try {
    const { size } = await file.stat();
    const length = Math.max(0, size - from);
    const { bytesRead, buffer } = await file.read(
      Buffer.alloc(length),
      0,
      length,
      from,
    );
    content = buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
  const whole = content.subarray(0, content.lastIndexOf(0x0a) + 1);
  // A watch is logged at its start and at its end, with one id.
  const requests = new Map<string, ApiRequest>();
  for (const line of whole.toString('utf8').split('\n')) {
    if (line !== '') {
      const request = parse(JSON.parse(line) as AuditEvent);
      requests.set(request.id, request);
    }
  }
  return { requests: [...requests.values()], end: from + whole.length };
}

export function matches(
  request: ApiRequest,
  filter: ApiRequestFilter,
): boolean {
  // A watch that began before the mark is logged again when it ends.
  if (filter.since && request.receivedAt < filter.since.receivedAt) {
    return false;
  }
  return (['user', 'verb', 'resource', 'namespace'] as const).every(
    field => filter[field] === undefined || filter[field] === request[field],
  );
}

function parse(event: AuditEvent): ApiRequest {
  return {
    id: event.auditID,
    user: event.user?.username ?? '',
    verb: event.verb,
    resource: event.objectRef?.resource,
    subresource: event.objectRef?.subresource,
    apiGroup: event.objectRef?.apiGroup,
    namespace: event.objectRef?.namespace,
    name: event.objectRef?.name,
    path: event.requestURI,
    userAgent: event.userAgent,
    status: event.responseStatus?.code,
    receivedAt: event.requestReceivedTimestamp,
  };
}
