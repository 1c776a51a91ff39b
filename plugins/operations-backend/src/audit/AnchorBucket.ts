import type { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { Config } from '@backstage/config';
import { ConflictError } from '@backstage/errors';
import type { AnchorKeeper, KeptAnchors } from './AnchorKeeper';
import type { AuditAnchor } from './AuditAnchor';
import { bucketError } from './bucketError';

const DEFAULT_PREFIX = 'groundcrew-audit';
/** For one request, with what the client does to repeat it. */
const TIMEOUT_MS = 10_000;
/** Of 1,000 anchors each: some years of one every minute. */
const MAX_PAGES = 2_000;
/** Of the largest safe integer, so that the order of keys is the order of rows. */
const SEQUENCE_DIGITS = 16;
const KEY = /^(\d{16})-([0-9a-f]{64})\.json$/;

type S3 = typeof import('@aws-sdk/client-s3');
type AwsIntegration = typeof import('@backstage/integration-aws-node');

/**
 * Anchors in a bucket of S3, or of a store with its API: one object each, never overwritten.
 *
 * @remarks
 *
 * The key says the row and its hash, which is all that verification needs. So nothing is downloaded: 1,000 anchors take one
 * request, and a store that does not know conditional writes still cannot replace an anchor by another. What else there is
 * of an anchor, its signature above all, is in the object, for whoever verifies without us.
 */
export class AnchorBucket implements AnchorKeeper {
  readonly #s3: S3;
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;

  /**
   * Reads `groundcrew.operations.audit.s3`, and for credentials the section `aws` as other plugins do. Connects to nothing:
   * a store that is down must not keep the backend from starting, and AWS may let nobody in until a new role has spread.
   */
  static fromConfig(root: Config): AnchorBucket {
    const config = root.getConfig('groundcrew.operations.audit.s3');
    // Loaded here, since they take half a second: whoever keeps no anchors in a bucket starts without. By `require`, since
    // Backstage leaves `import()` as it is, which needs a flag in Jest.
    const s3: S3 = require('@aws-sdk/client-s3');
    const {
      DefaultAwsCredentialsManager,
    }: AwsIntegration = require('@backstage/integration-aws-node');
    const manager = DefaultAwsCredentialsManager.fromConfig(root);
    const accountId = config.getOptionalString('accountId');
    const client = new s3.S3Client({
      region: config.getOptionalString('region'),
      endpoint: config.getOptionalString('endpoint'),
      forcePathStyle: config.getOptionalBoolean('forcePathStyle'),
      customUserAgent: 'groundcrew-operations',
      // Asked when the first request is made: it may have to ask AWS which account this is.
      credentials: async properties => {
        const { sdkCredentialProvider } = await manager.getCredentialProvider({
          accountId,
        });
        return await sdkCredentialProvider(properties);
      },
    });
    return new AnchorBucket({
      s3,
      client,
      bucket: config.getString('bucket'),
      prefix: config.getOptionalString('prefix') ?? DEFAULT_PREFIX,
    });
  }

  private constructor(options: {
    s3: S3;
    client: S3Client;
    bucket: string;
    prefix: string;
  }) {
    this.#s3 = options.s3;
    this.#client = options.client;
    this.#bucket = options.bucket;
    this.#prefix = `${options.prefix.replace(/^\/+|\/+$/g, '')}/`;
  }

  get name(): string {
    return `the bucket ${this.#bucket}`;
  }

  async check(): Promise<void> {
    await this.#list({ maxKeys: 1 });
  }

  async append(anchor: AuditAnchor): Promise<void> {
    const sequence = sequenceOf(anchor.sequence);
    const key = `${sequence}-${anchor.hash}.json`;
    const command = new this.#s3.PutObjectCommand({
      Bucket: this.#bucket,
      Key: `${this.#prefix}${key}`,
      Body: JSON.stringify(anchor),
      ContentType: 'application/json',
      IfNoneMatch: '*',
    });
    try {
      await this.#client.send(command, {
        abortSignal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      // The same row with the same hash: another process was first.
      if (statusOf(error) !== 412) {
        throw bucketError(error, this.#bucket);
      }
    }
    const { keys } = await this.#list({ under: `${sequence}-` });
    if (keys.some(other => other.key !== key && KEY.test(other.key))) {
      throw new ConflictError(
        `${this.name} has another anchor of row ${anchor.sequence}`,
      );
    }
  }

  /** @throws when there are more than two million of them */
  async read(options: { from: number }): Promise<KeptAnchors> {
    if (options.from > 1) {
      const kept = await this.#readAfter(sequenceOf(options.from));
      if (kept.anchors.length > 0) {
        return kept;
      }
      // Which row is the first is what the database says: that must not hide all that we know.
    }
    return await this.#readAfter();
  }

  async #readAfter(startAfter?: string): Promise<KeptAnchors> {
    const anchors: AuditAnchor[] = [];
    let unreadable = 0;
    let token: string | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const { keys, next } = await this.#list({ startAfter, token });
      for (const { key, at } of keys) {
        const [, sequence, hash] = KEY.exec(key) ?? [];
        if (hash && Number(sequence) > 0) {
          anchors.push({ sequence: Number(sequence), hash, at });
        } else {
          unreadable += 1;
        }
      }
      if (!next) {
        return { anchors, unreadable };
      }
      token = next;
    }
    throw new Error(
      `There are more than ${MAX_PAGES * 1_000} anchors in ${
        this.name
      }: 'groundcrew.operations.audit.keepFor' limits how far back they are read`,
    );
  }

  /** One page, in the order of their keys. */
  async #list(options: {
    under?: string;
    startAfter?: string;
    token?: string;
    maxKeys?: number;
  }): Promise<{ keys: { key: string; at: string }[]; next?: string }> {
    const { maxKeys, startAfter, token, under = '' } = options;
    try {
      const page = await this.#client.send(
        new this.#s3.ListObjectsV2Command({
          Bucket: this.#bucket,
          Prefix: `${this.#prefix}${under}`,
          StartAfter: startAfter && `${this.#prefix}${startAfter}`,
          ContinuationToken: token,
          MaxKeys: maxKeys,
        }),
        { abortSignal: AbortSignal.timeout(TIMEOUT_MS) },
      );
      const keys = (page.Contents ?? []).map(({ Key = '', LastModified }) => ({
        key: Key.slice(this.#prefix.length),
        at: LastModified?.toISOString() ?? '',
      }));
      return { keys, next: page.NextContinuationToken };
    } catch (error) {
      throw bucketError(error, this.#bucket);
    }
  }
}

function sequenceOf(sequence: number): string {
  return String(sequence).padStart(SEQUENCE_DIGITS, '0');
}

function statusOf(error: unknown): number | undefined {
  return (error as Partial<S3ServiceException>).$metadata?.httpStatusCode;
}
