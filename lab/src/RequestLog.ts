import {
  matches,
  readAuditLog,
  type ApiRequest,
  type ApiRequestFilter,
  type RequestMark,
} from './auditLog';
import type { LabClient } from './LabClient';
import { randomToken } from './labFiles';
import { waitFor } from './waitFor';

const MARK_PATH = '/version?lab-mark=';

/** What an API server was asked, read from its audit log. */
export class RequestLog {
  readonly #client: LabClient;
  readonly #path: string;

  static create(options: { client: LabClient; path: string }): RequestLog {
    return new RequestLog(options.client, options.path);
  }

  private constructor(client: LabClient, path: string) {
    this.#client = client;
    this.#path = path;
  }

  /** A point in time to count from. Everything that was answered before is in the log when this returns. */
  async mark(): Promise<RequestMark> {
    const path = `${MARK_PATH}${randomToken()}`;
    const from = (await readAuditLog(this.#path)).end;
    await this.#client.requestText({ path });
    return await waitFor('the audit log', async () => {
      const { requests, end } = await readAuditLog(this.#path, from);
      const own = requests.find(request => request.path === path);
      return own && { offset: end, receivedAt: own.receivedAt };
    });
  }

  async requests(filter: ApiRequestFilter): Promise<ApiRequest[]> {
    await this.mark();
    const { requests } = await readAuditLog(this.#path, filter.since?.offset);
    return requests.filter(
      request =>
        !request.path.startsWith(MARK_PATH) && matches(request, filter),
    );
  }
}
