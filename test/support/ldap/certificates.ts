import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterUse } from '../clean-up';

/** The files of a server's key and certificate, which is its own authority. */
export interface Certificates {
  key: string;
  certificate: string;
  /** What the certificate's file says. */
  pem: string;
}

/** Makes a certificate for a server, such as `IP:127.0.0.1`; it is gone after the test or file that makes it. */
export function certificatesFor(subjectAltName: string): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-certificates-'));
  afterUse(async () => rmSync(folder, { recursive: true }));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const made = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '1',
    '-subj',
    '/CN=directory',
  ];
  execFileSync(
    'openssl',
    [...made, '-addext', `subjectAltName=${subjectAltName}`, '-keyout', key, '-out', certificate],
    { stdio: 'ignore' },
  );
  return { key, certificate, pem: readFileSync(certificate, 'utf8') };
}
