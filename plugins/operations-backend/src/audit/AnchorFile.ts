import { ForwardedError } from '@backstage/errors';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { auditAnchorSchema, type AuditAnchor } from './AuditAnchor';

/** Anchors in a file outside of the database, one JSON object a line. Nothing is ever changed in it. */
export class AnchorFile {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
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
    try {
      const { size } = await file.stat();
      const last = Buffer.alloc(1);
      if (size > 0) {
        await file.read(last, 0, 1, size - 1);
      }
      // A process that was killed while it wrote left half a line.
      const isWhole = size === 0 || last.toString() === '\n';
      await file.appendFile(
        `${isWhole ? '' : '\n'}${JSON.stringify(anchor)}\n`,
      );
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  /** The anchors, and how many lines are not one. */
  async read(): Promise<{ anchors: AuditAnchor[]; unreadable: number }> {
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
