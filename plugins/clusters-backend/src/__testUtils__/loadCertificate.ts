import { generate } from 'selfsigned';

let certificate: Promise<{ cert: string; private: string }> | undefined;

/** A certificate for loopback, the same for all servers of a test. */
export function loadCertificate() {
  certificate ??= generate([{ name: 'commonName', value: 'scripted' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return certificate;
}
