import { NAME_UNRESOLVED } from '../../kubernetes/errors';

/** What is known of a pull that failed. */
export interface FailedPull {
  image: string;
  /** The kubelet's word for it. */
  reason: string;
  /** What the kubelet, and through it the registry, said. */
  said: string;
  /** Names of the Secrets that the pull may use. */
  pullSecrets: readonly string[];
  /** Those of them that do not exist. */
  absentSecrets: readonly string[];
  /** Whether the cluster runs another version of the image. Asked when that decides. */
  isRepositoryKnown: () => boolean;
}

/** What a failed pull comes from. */
export interface PullJudgement {
  fault: string;
  confidence: number;
  message: string;
}

// In the order of a pull: find the host, connect, get a token, resolve the manifest.
const UNREACHABLE =
  /connection refused|i\/o timeout|TLS handshake|x509|context deadline exceeded|no route to host|network is unreachable/;
const TOKEN_REFUSED =
  /failed to authorize|fetch (?:anonymous|oauth) token|authentication required|no basic auth|insufficient_scope|401 Unauthorized|denied: /;
/** Docker Hub says so of private repositories, and of those that do not exist. */
const HIDDEN = /pull access denied/;
const ABSENT =
  /not found|NotFound|manifest unknown|name unknown|does not exist/;
const MALFORMED = /invalid reference|couldn't parse image|InvalidImageName/;
/** Refused although a token was handed out: mirrors answer so where there is no such tag. */
const MANIFEST_REFUSED = /(?:HEAD|GET) request to \S{1,500}\/manifests\//;

/** Finds the step at which a pull failed. By what was being done, not by the code of the answer: a 403 may come from any of them. */
export function judgePull(pull: FailedPull): PullJudgement[] {
  const { absentSecrets, image, reason, said } = pull;
  const host = registryOf(image);
  if (reason === 'InvalidImageName' || MALFORMED.test(said)) {
    return [
      {
        fault: 'image-name-invalid',
        confidence: 0.97,
        message: `'${image}' is not the name of an image.`,
      },
    ];
  }
  if (reason === 'ErrImageNeverPull') {
    return [
      {
        fault: 'image-never-pulled',
        confidence: 0.95,
        message: `The image '${image}' is not on the node, and imagePullPolicy 'Never' forbids to pull it.`,
      },
    ];
  }
  if (NAME_UNRESOLVED.test(said)) {
    return [
      {
        fault: 'image-registry-unresolvable',
        confidence: 0.97,
        message: `The host name '${host}' of the registry of image '${image}' does not resolve.`,
      },
    ];
  }
  const isRefused = TOKEN_REFUSED.test(said) || HIDDEN.test(said);
  const isAbsent = ABSENT.test(said);
  const notFound = (confidence: number): PullJudgement => ({
    fault: 'image-not-found',
    confidence,
    message: `The registry '${host}' has no image '${image}'.`,
  });
  const unauthorized = (confidence: number): PullJudgement => ({
    fault: 'image-pull-unauthorized',
    confidence,
    message: messageOfRefusal(pull, host),
  });
  if (HIDDEN.test(said) && absentSecrets.length === 0) {
    // Where another version of it runs, the repository is there and may be read: it is the tag.
    return [notFound(pull.isRepositoryKnown() ? 0.9 : 0.8), unauthorized(0.7)];
  }
  if (isRefused) {
    return [unauthorized(absentSecrets.length > 0 ? 0.96 : 0.92)];
  }
  if (isAbsent) {
    return [notFound(0.92)];
  }
  if (MANIFEST_REFUSED.test(said)) {
    return [notFound(0.86)];
  }
  if (UNREACHABLE.test(said)) {
    return [
      {
        fault: 'image-registry-unreachable',
        confidence: 0.88,
        message: `The registry '${host}' of image '${image}' cannot be reached.`,
      },
    ];
  }
  return absentSecrets.length > 0
    ? [unauthorized(0.7)]
    : [
        {
          fault: 'image-pull-failed',
          confidence: 0.6,
          message: `The image '${image}' cannot be pulled.`,
        },
      ];
}

function messageOfRefusal(
  { absentSecrets, image, pullSecrets }: FailedPull,
  host: string,
): string {
  const refusal = `The registry '${host}' refuses to hand out image '${image}'`;
  if (absentSecrets.length > 0) {
    return `${refusal}: the Secret '${absentSecrets[0]}' that should hold the credentials does not exist.`;
  }
  return pullSecrets.length > 0
    ? `${refusal} with the credentials in Secret '${pullSecrets[0]}'.`
    : `${refusal}: neither the pod nor its ServiceAccount names a Secret with credentials.`;
}

/** The host that an image comes from; Docker Hub when it names none. */
function registryOf(image: string): string {
  const [first, ...rest] = image.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost')
    ? first
    : 'docker.io';
}
