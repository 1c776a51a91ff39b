import { Container } from '../api/podTypes';

/** What a container asks of the node that it runs on. */
export interface ContainerHost {
  podUid: string;
  podTitle: string;
  restartPolicy: string;
  /** Whether the image is on the node already. */
  hasImage(image: string): boolean;
  keepImage(image: string): void;
  /** Why the container's environment cannot be made. */
  environmentProblem(container: Container): string | undefined;
  record(type: 'Normal' | 'Warning', reason: string, message: string): void;
}
