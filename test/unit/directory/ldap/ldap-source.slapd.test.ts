import { Attribute, Change } from 'ldapts';

import { DistinguishedName } from '../../../../src/directory/distinguished-name';
import { LdapSource } from '../../../../src/directory/ldap/ldap-source';
import type { LdapSettings } from '../../../../src/directory/ldap/ldap-settings';
import { LdifSource } from '../../../../src/directory/ldif/ldif-source';
import { PrincipalKind } from '../../../../src/directory/principal.entity';
import { SAMPLE_DIRECTORY } from '../../../../src/sample/sample-organisation';
import { type Certificates, certificatesFor } from '../../../support/ldap/certificates';
import { FakeLdapServer } from '../../../support/ldap/fake-ldap-server';
import type { PrivateSlapd } from '../../../support/ldap/private-slapd';
import { LITWARE, startSampleSlapd } from '../../../support/ldap/sample-slapd';
import { settingsFor } from '../../../support/ldap/settings';
import { readSources, type SourceContents } from '../../../support/read-sources';

const reader = `CN=Reader,CN=Users,${LITWARE}`;
const smallReader = `CN=Small Reader,CN=Users,${LITWARE}`;
const nowhere = 'ldap://127.0.0.1:1';

let certificates: Certificates;
let slapd: PrivateSlapd;

beforeAll(async () => {
  certificates = certificatesFor('IP:127.0.0.1');
  slapd = await startSampleSlapd({
    tls: certificates,
    each: [
      `limits dn.exact="${reader}" size=unlimited`,
      `limits dn.exact="${smallReader}" size.soft=100 size.hard=100 size.prtotal=100`,
    ],
  });
});

const read = (settings: Partial<LdapSettings> = {}, server: { url: string } = slapd): Promise<SourceContents> =>
  readSources(new LdapSource(settingsFor(server, settings)));

/** What went wrong, with the free ports left out. */
async function refusal(settings: Partial<LdapSettings>, server: { url: string } = slapd): Promise<string> {
  const error = await read(settings, server).catch((caught: Error) => caught);
  expect(error).toMatchObject({ extensions: { code: 'UNAVAILABLE', source: 'litware' } });
  return (error as Error).message.replace(/(127\.0\.0\.1):\d{2,}/g, '$1');
}

/** All that a source brings, in an order of its own, with names as they compare. */
function comparable(contents: SourceContents) {
  const name = (dn: string) => DistinguishedName.parse(dn)!.normalised;
  return {
    principals: contents.principals
      .map((principal) => ({
        ...principal,
        distinguishedName: name(principal.distinguishedName),
        members: contents.members(principal).map((member) => (typeof member === 'string' ? member : member.guid)),
      }))
      .sort((a, b) => (a.guid < b.guid ? -1 : 1)),
    skipped: contents.skipped,
    warnings: contents.warnings,
  };
}

describe('an LDAP server', () => {
  it.each([1, 50, 500])(
    'brings the same principals and members as the LDIF, %i entries at a time',
    async (pageSize) => {
      const expected = comparable(await readSources(new LdifSource({ path: SAMPLE_DIRECTORY })));
      // The two cross-references, of which one names a domain.
      expect(comparable(await read({ pageSize }))).toEqual({ ...expected, skipped: expected.skipped + 1 });
    },
  );

  it('tells the NetBIOS name of a domain where the configuration of its forest has it', async () => {
    const crossReference = `CN=LITWAREINC,CN=Partitions,CN=Configuration,${LITWARE}`;
    const call = (name: string) =>
      slapd.change(`CN=Configuration,${LITWARE}`, (client) =>
        client.modify(crossReference, replacing('nETBIOSName', name)),
      );
    await call('LITWARE');
    expect((await read()).by('kenmyer')!.logonKey).toBe('litware\\kenmyer');
    const netbiosNames = new Map([[LITWARE, 'CONTOSO']]);
    expect((await read({ netbiosNames })).by('kenmyer')!.logonKey).toBe('contoso\\kenmyer');
    await call('LITWAREINC');
  });

  it('is read by an account of its own, from the base that is named', async () => {
    await slapd.change(LITWARE, (client) => client.add(reader, account('Reader')));
    const { principals, warnings } = await read({
      account: { user: reader, password: 'read' },
      base: `OU=Executives,OU=Redmond,${LITWARE}`,
    });
    expect(
      principals.filter(({ kind }) => kind === PrincipalKind.ORGANIZATIONAL_UNIT).map(({ displayName }) => displayName),
    ).toEqual(['Executives']);
    expect(warnings).toEqual([]);
    await slapd.change(LITWARE, (client) => client.del(reader));
  });

  it('says who has no GUID', async () => {
    const ghost = `CN=Ghost,CN=Users,${LITWARE}`;
    const { objectGUID: _, ...withoutGuid } = account('Ghost');
    await slapd.change(LITWARE, (client) => client.add(ghost, withoutGuid));
    expect((await read()).warnings).toEqual([
      {
        code: 'NO_GUID',
        count: 1,
        examples: [expect.stringMatching(/^"cn=Ghost,cn=Users,dc=.*" has no usable objectGUID: left out\.$/)],
      },
    ]);
    await slapd.change(LITWARE, (client) => client.del(ghost));
  });
});

describe('TLS', () => {
  const others = () => certificatesFor('IP:127.0.0.1').pem;

  it.each(['ldap', 'ldaps'])('lets the gateway in over %s with a pinned certificate authority', async (scheme) => {
    const servers = [scheme === 'ldap' ? slapd.url : slapd.secureUrl];
    expect((await read({ servers, plain: false, ca: certificates.pem })).by('kenmyer')!.displayName).toBe('Ken Myer');
  });

  it.each(['ldap', 'ldaps'])('keeps the password from a server over %s that nobody vouches for', async (scheme) => {
    const servers = [scheme === 'ldap' ? slapd.url : slapd.secureUrl];
    const sentence = `No server of "litware" could be asked: "${scheme}://127.0.0.1" (self-signed certificate).`;
    expect(await refusal({ servers, plain: false })).toBe(sentence);
    expect(await refusal({ servers, plain: false, ca: others() })).toBe(sentence);
  });

  it.each(['ldap', 'ldaps'])(
    'keeps the password from a server over %s whose certificate is for another',
    async (scheme) => {
      const server = scheme === 'ldap' ? slapd.url : slapd.secureUrl;
      const servers = [server.replace('127.0.0.1', 'localhost')];
      const message = await refusal({ servers, plain: false, ca: certificates.pem });
      expect(message).toMatch(/Hostname\/IP does not match certificate's altnames/);
    },
  );

  it('is not left out where the server has none', async () => {
    const plain = await startSampleSlapd();
    expect(await refusal({ plain: false }, plain)).toMatch(
      /^No server of "litware" could be asked: "ldap:\/\/127\.0\.0\.1" \(LDAP result 2, "unsupported extended operation"\)\.$/,
    );
  });
});

describe('a server that fails', () => {
  it('is named, with the reason', async () => {
    expect(await refusal({ servers: [nowhere] })).toBe(
      'No server of "litware" could be asked: "ldap://127.0.0.1:1" (connect ECONNREFUSED 127.0.0.1:1).',
    );
  });

  it('is followed by the next', async () => {
    const { principals } = await read({ servers: [nowhere, slapd.url] });
    expect(principals).toHaveLength(424);
  });

  it('is the last one asked where it refuses the password, lest the account be locked', async () => {
    const next = await FakeLdapServer.start(() => undefined);
    const message = await refusal({
      servers: [slapd.url, next.url],
      account: { user: `cn=manager,${LITWARE}`, password: 'wrong' },
    });
    expect(message).toBe(
      `"ldap://127.0.0.1" of "litware" doesn't let "cn=manager,${LITWARE}" in: the user or the password is wrong (LDAP result 49).`,
    );
    expect(next.connections).toBe(0);
  });

  it('is not asked at all with an empty password', async () => {
    const server = await FakeLdapServer.start(() => undefined);
    await expect(read({ account: { user: reader, password: '' } }, server)).rejects.toMatchObject({
      message: `The password of "${reader}" is empty, so "litware" wasn't asked.`,
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(server.connections).toBe(0);
  });

  it('stops at its size limit rather than bring half the organisation', async () => {
    await slapd.change(LITWARE, (client) => client.add(smallReader, account('Small Reader')));
    expect(await refusal({ account: { user: smallReader, password: 'read' }, pageSize: 50 })).toBe(
      `"ldap://127.0.0.1" of "litware" didn't give all of "${LITWARE}": its size limit was reached: raise it there for the account that reads (LDAP result 4).`,
    );
    await slapd.change(LITWARE, (client) => client.del(smallReader));
  });

  it('has nothing of that name', async () => {
    expect(await refusal({ base: `OU=Gone,${LITWARE}` })).toBe(
      `"ldap://127.0.0.1" of "litware" didn't give all of "OU=Gone,${LITWARE}": it has no such entry (LDAP result 32).`,
    );
  });

  it('keeps a part of the directory elsewhere', async () => {
    const elsewhere = `OU=Elsewhere,${LITWARE}`;
    const ref = `ldap://other.litwareinc.com/${elsewhere}`;
    await slapd.change(LITWARE, (client) =>
      client.add(elsewhere, { objectClass: ['referral', 'extensibleObject'], ou: 'Elsewhere', ref }),
    );
    expect(await refusal({})).toMatch(
      new RegExp(
        `^"ldap://127.0.0.1" of "litware" refers to "${ref}.*" for part of "${LITWARE}": make that a source too`,
        'i',
      ),
    );
    expect((await read({ ignoreReferrals: true })).principals).toHaveLength(424);
  });
});

function account(cn: string): Record<string, string | string[]> {
  return {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    cn,
    objectGUID: cn.padEnd(16),
    userPassword: 'read',
  };
}

function replacing(type: string, value: string): Change {
  return new Change({ operation: 'replace', modification: new Attribute({ type, values: [value] }) });
}
