import { ApiError } from './ApiError';
import { ApiExchange } from './ApiExchange';
import { Authorizer } from './Authorizer';
import { RequestTarget } from './requestTarget';

interface AccessReviewSpec {
  resourceAttributes?: {
    verb?: string;
    group?: string;
    resource?: string;
    subresource?: string;
    namespace?: string;
    name?: string;
  };
  nonResourceAttributes?: { path?: string; verb?: string };
}

/** Whether a POST is a question about oneself that is answered without storage. */
export function isReview({ group, plural }: RequestTarget): boolean {
  return (
    (group === 'authorization.k8s.io' &&
      plural === 'selfsubjectaccessreviews') ||
    (group === 'authentication.k8s.io' && plural === 'selfsubjectreviews')
  );
}

export async function handleReview(
  exchange: ApiExchange,
  authorizer: Authorizer,
  target: RequestTarget,
): Promise<void> {
  if (exchange.method !== 'POST') throw ApiError.methodNotAllowed();
  const body = (await exchange.objectBody('SelfSubjectAccessReview')) as {
    spec?: AccessReviewSpec;
  };
  if (target.plural === 'selfsubjectreviews') {
    const { name, groups } = exchange.user;
    exchange.reply(201, {
      kind: 'SelfSubjectReview',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: {},
      status: { userInfo: { username: name, groups } },
    });
    return;
  }
  const spec = body.spec ?? {};
  const attributes = spec.resourceAttributes;
  if (!attributes && !spec.nonResourceAttributes) {
    throw ApiError.invalid(
      { group: 'authorization.k8s.io', kind: 'SelfSubjectAccessReview' },
      '',
      [
        {
          reason: 'FieldValueInvalid',
          message:
            'Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified',
          field: 'spec.resourceAttributes',
        },
      ],
    );
  }
  const { resource = '*', subresource } = attributes ?? {};
  const allowed =
    !attributes ||
    authorizer.isAllowed(exchange.user, {
      verb: attributes.verb ?? '*',
      group: attributes.group ?? '',
      resource: subresource ? `${resource}/${subresource}` : resource,
      namespace: attributes.namespace || undefined,
      name: attributes.name || undefined,
    });
  exchange.reply(201, {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec,
    status: { allowed },
  });
}
