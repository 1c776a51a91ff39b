import { ForwardedError, isError } from '@backstage/errors';

/** What a request to a bucket failed with, and what is to be done about it. Names only what S3 names itself. */
export function bucketError(error: unknown, bucket: string): Error {
  const name = isError(error) ? error.name : '';
  return new ForwardedError(
    `${
      adviceOf(name, String(error)) ?? 'No answer that is of use'
    } (bucket '${bucket}')`,
    error,
  );
}

function adviceOf(name: string, text: string): string | undefined {
  switch (name) {
    case 'NoSuchBucket':
    case 'NotFound':
      return "There is no such bucket: see 'groundcrew.operations.audit.s3.bucket'";
    case 'AccessDenied':
    case 'Forbidden':
      return 'Access is denied: it takes s3:PutObject and s3:ListBucket';
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
    case 'ExpiredToken':
    case 'CredentialsProviderError':
      return "The credentials are none, or not right: they are those of 'aws' in config, or of the environment";
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed':
      return "It is in another region: see 'groundcrew.operations.audit.s3.region'";
    case 'NotImplemented':
      return 'The store does not know writes on the condition If-None-Match';
    case 'AbortError':
    case 'TimeoutError':
      return 'It did not answer in time';
    default:
      return text.includes('Region is missing')
        ? "It takes a region: see 'groundcrew.operations.audit.s3.region'"
        : undefined;
  }
}
