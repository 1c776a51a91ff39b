import { Container } from '../api/podTypes';
import { ERROR_SHOWN_MS, nextBackoff, spoken } from './backoff';
import { ContainerBehaviour } from './behaviour';
import { ContainerHost } from './ContainerHost';

type State =
  | { kind: 'due' }
  | { kind: 'pulling'; until: number; failing: boolean }
  | { kind: 'failed'; until: number }
  | { kind: 'backing-off'; until: number };

/** Brings the image of one container to its node; what cannot be pulled is tried again, ever more rarely. */
export class ImagePull {
  static create(host: ContainerHost): ImagePull {
    return new ImagePull(host);
  }

  #state: State = { kind: 'due' };
  #backoffMs = 0;

  private constructor(private readonly host: ContainerHost) {}

  get hasFailed(): boolean {
    return this.#state.kind === 'failed' || this.#state.kind === 'backing-off';
  }

  /** The container needs its image, now. The back-off of earlier failures stays. */
  begin(): void {
    this.#state = { kind: 'due' };
  }

  forgetFailures(now: number): void {
    this.#backoffMs = 0;
    if (this.#state.kind === 'failed' || this.#state.kind === 'backing-off') {
      this.#state.until = now;
    }
  }

  /** Does what is due. Returns when something is due next, or that the image is there. */
  advance(
    container: Container,
    behaviour: ContainerBehaviour,
    now: number,
  ): number | 'present' {
    for (;;) {
      const state = this.#state;
      if (state.kind !== 'due' && now < state.until) return state.until;
      switch (state.kind) {
        case 'due':
        case 'backing-off':
          if (this.#isPresent(container, behaviour)) return 'present';
          this.#pull(container.image, behaviour, now);
          continue;
        case 'failed':
          this.#backOff(container.image, now);
          continue;
        default:
          if (!state.failing) {
            this.#succeed(container.image, behaviour);
            return 'present';
          }
          this.#fail(container.image, now);
      }
    }
  }

  /** What keeps the container waiting, as its status words it. */
  problem(image: string): { reason: string; message: string } | undefined {
    switch (this.#state.kind) {
      case 'failed':
        return { reason: 'ErrImagePull', message: notFound(image) };
      case 'backing-off':
        return {
          reason: 'ImagePullBackOff',
          message: `Back-off pulling image "${image}": ErrImagePull: ${notFound(
            image,
          )}`,
        };
      default:
        return undefined;
    }
  }

  #isPresent(
    { image, imagePullPolicy }: Container,
    behaviour: ContainerBehaviour,
  ): boolean {
    const present =
      imagePullPolicy !== 'Always' &&
      behaviour.imageExists &&
      this.host.hasImage(image);
    if (present) {
      this.host.record(
        'Normal',
        'Pulled',
        `Container image "${image}" already present on machine`,
      );
    }
    return present;
  }

  #pull(image: string, behaviour: ContainerBehaviour, now: number): void {
    this.host.record('Normal', 'Pulling', `Pulling image "${image}"`);
    this.#state = {
      kind: 'pulling',
      until: now + behaviour.pullMs,
      failing: !behaviour.imageExists,
    };
  }

  #succeed(image: string, behaviour: ContainerBehaviour): void {
    this.#backoffMs = 0;
    this.host.keepImage(image);
    const took = spoken(behaviour.pullMs);
    this.host.record(
      'Normal',
      'Pulled',
      `Successfully pulled image "${image}" in ${took} (${took} including waiting). Image size: 48127304 bytes.`,
    );
  }

  #fail(image: string, now: number): void {
    this.host.record(
      'Warning',
      'Failed',
      `Failed to pull image "${image}": ${notFound(image)}`,
    );
    this.host.record('Warning', 'Failed', 'Error: ErrImagePull');
    this.#state = { kind: 'failed', until: now + ERROR_SHOWN_MS };
  }

  #backOff(image: string, now: number): void {
    this.#backoffMs = nextBackoff(this.#backoffMs);
    this.host.record('Normal', 'BackOff', `Back-off pulling image "${image}"`);
    this.host.record('Warning', 'Failed', 'Error: ImagePullBackOff');
    this.#state = { kind: 'backing-off', until: now + this.#backoffMs };
  }
}

function notFound(image: string): string {
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
}
