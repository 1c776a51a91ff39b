import type { ServerResponse } from 'node:http';

/** Answers with JSON. */
export function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): true {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...headers,
  });
  response.end(JSON.stringify(body));
  return true;
}

/** Answers with a failure, as API servers tell of one. */
export function answerStatus(
  response: ServerResponse,
  code: number,
  message: string,
  headers: Record<string, string> = {},
  more: { reason?: string; details?: object } = {},
): true {
  return answer(
    response,
    code,
    { kind: 'Status', status: 'Failure', code, message, ...more },
    headers,
  );
}
