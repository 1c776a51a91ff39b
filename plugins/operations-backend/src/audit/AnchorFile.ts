import { ConflictError, ForwardedError } from '@backstage/errors';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AnchorKeeper, KeptAnchors } from './AnchorKeeper';
import { auditAnchorSchema, type AuditAnchor } from './AuditAnchor';

/** More than a line takes. */
const TAIL_BYTES = 4_096;

/** Anchors in a file outside of the database, one JSON object a line. */
export class AnchorFile implements AnchorKeeper {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  get name(): string {
    return `the file ${this.#path}`;
  }

  /** Rejects when the file cannot be written to: better at the start than at the first anchor. */
  static async create(path: string): Promise<AnchorFile> {
    try {
      await mkdir(dirname(path), { recursive: true });
      await (await open(path, 'a+', 0o600)).close();
    } catch (error) {
      throw new ForwardedError(
        "The file of 'groundcrew.operations.audit.file' cannot be written to",
        error,
      );
    }
    return new AnchorFile(path);
  }

  /** It is on the disk when this resolves. */
  async append(anchor: AuditAnchor): Promise<void> {
    const file = await open(this.#path, 'a+', 0o600);
    let last: AuditAnchor | undefined;
    try {
      const { size } = await file.stat();
      const { buffer, bytesRead } = await file.read({
        buffer: Buffer.alloc(TAIL_BYTES),
        position: Math.max(0, size - TAIL_BYTES),
      });
      const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
      // A process that was killed while it wrote left half a line.
      const isWhole = lines.at(-1) === '';
      last = isWhole ? anchorOf(lines.at(-2) ?? '') : undefined;
      if (last?.sequence !== anchor.sequence || last.hash !== anchor.hash) {
        await file.appendFile(
          `${isWhole ? '' : '\n'}${JSON.stringify(anchor)}\n`,
        );
        await file.datasync();
      }
    } finally {
      await file.close();
    }
    if (last?.sequence === anchor.sequence && last.hash !== anchor.hash) {
      throw new ConflictError(
        `${this.name} has another anchor of row ${anchor.sequence}`,
      );
    }
  }

  /** All of them, whatever is asked for. */
  async read(): Promise<KeptAnchors> {
    const anchors: AuditAnchor[] = [];
    let unreadable = 0;
    const lines = (await readFile(this.#path, 'utf8')).split('\n');
    for (const line of lines.filter(Boolean)) {
      const anchor = anchorOf(line);
      if (anchor) {
        anchors.push(anchor);
      } else {
        unreadable += 1;
      }
    }
    return { anchors, unreadable };
  }
}

function anchorOf(line: string): AuditAnchor | undefined {
  try {
    return auditAnchorSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
