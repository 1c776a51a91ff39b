import { ObjectReference } from './objects';
import { resourceId } from './resources';

export interface StatusCause {
  reason?: string;
  message: string;
  field?: string;
}

export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

export interface Status {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: Record<string, unknown>;
  status: 'Success' | 'Failure';
  message?: string;
  reason?: string;
  details?: StatusDetails;
  code?: number;
}

interface ResourceName {
  group: string;
  plural: string;
}

/** A refusal, as a Kubernetes API server words it. */
export class ApiError extends Error {
  static badRequest(message: string): ApiError {
    return new ApiError(400, 'BadRequest', message);
  }

  static unauthorized(): ApiError {
    return new ApiError(401, 'Unauthorized', 'Unauthorized');
  }

  static forbidden(
    resource: ResourceName,
    name: string | undefined,
    why: string,
  ): ApiError {
    const id = resourceId(resource);
    return new ApiError(
      403,
      'Forbidden',
      name
        ? `${id} "${name}" is forbidden: ${why}`
        : `${id} is forbidden: ${why}`,
      detailsOf(resource, name),
    );
  }

  static notFound(resource: ResourceName, name: string): ApiError {
    return new ApiError(
      404,
      'NotFound',
      `${resourceId(resource)} "${name}" not found`,
      detailsOf(resource, name),
    );
  }

  static noSuchResource(): ApiError {
    return new ApiError(
      404,
      'NotFound',
      'the server could not find the requested resource',
      {},
    );
  }

  static methodNotAllowed(): ApiError {
    return new ApiError(
      405,
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
      {},
    );
  }

  static notAcceptable(): ApiError {
    return new ApiError(
      406,
      'NotAcceptable',
      '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf',
      {},
    );
  }

  static alreadyExists(resource: ResourceName, name: string): ApiError {
    return new ApiError(
      409,
      'AlreadyExists',
      `${resourceId(resource)} "${name}" already exists`,
      detailsOf(resource, name),
    );
  }

  static conflict(
    resource: ResourceName,
    name: string,
    why = 'the object has been modified; please apply your changes to the latest version and try again',
  ): ApiError {
    return new ApiError(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${resourceId(
        resource,
      )} "${name}": ${why}`,
      detailsOf(resource, name),
    );
  }

  static expired(message: string): ApiError {
    return new ApiError(410, 'Expired', message);
  }

  static unsupportedMediaType(): ApiError {
    return new ApiError(
      415,
      'UnsupportedMediaType',
      'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
    );
  }

  static unsupportedPatchType(contentType: string): ApiError {
    // A strategic merge needs the merge keys of built-in types.
    return contentType === 'application/strategic-merge-patch+json'
      ? new ApiError(
          415,
          'UnsupportedMediaType',
          'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
        )
      : new ApiError(
          415,
          'UnsupportedMediaType',
          '415: Unsupported Media Type',
          {},
        );
  }

  static invalid(
    kind: { group: string; kind: string },
    name: string,
    causes: StatusCause[],
  ): ApiError {
    const reasons = causes.map(cause => `${cause.field}: ${cause.message}`);
    const list = reasons.length === 1 ? reasons[0] : `[${reasons.join(', ')}]`;
    const id = kind.group ? `${kind.kind}.${kind.group}` : kind.kind;
    return new ApiError(422, 'Invalid', `${id} "${name}" is invalid: ${list}`, {
      ...(name && { name }),
      ...(kind.group && { group: kind.group }),
      kind: kind.kind,
      causes,
    });
  }

  static tooManyRequests(message: string, cause?: StatusCause): ApiError {
    return new ApiError(
      429,
      'TooManyRequests',
      message,
      cause ? { causes: [cause] } : { retryAfterSeconds: 10 },
    );
  }

  /** What a real cluster does and the sandbox does not. */
  static notImplemented(what: string): ApiError {
    return new ApiError(
      501,
      'NotImplemented',
      `${what} is not implemented in the sandbox`,
    );
  }

  static tooLargeResourceVersion(asked: number, current: number): ApiError {
    return new ApiError(
      504,
      'Timeout',
      `Timeout: Too large resource version: ${asked}, current: ${current}`,
      {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      },
    );
  }

  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details?: StatusDetails,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  toStatus(): Status {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      ...(this.reason && { reason: this.reason }),
      ...(this.details && { details: this.details }),
      code: this.code,
    };
  }
}

/** The answer to a deletion that left no object behind. */
export function deletedStatus(
  resource: ResourceName,
  object: { metadata: ObjectReference & { uid: string } },
): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      ...detailsOf(resource, object.metadata.name),
      uid: object.metadata.uid,
    },
  };
}

function detailsOf(resource: ResourceName, name?: string): StatusDetails {
  return {
    ...(name && { name }),
    ...(resource.group && { group: resource.group }),
    kind: resource.plural,
  };
}
