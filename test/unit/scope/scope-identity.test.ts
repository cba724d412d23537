import { ErrorCode, GatewayError } from '../../../src/errors';
import { Scope } from '../../../src/features/scope/scope';
import { scopeIdentity, shownIdentity } from '../../../src/features/scope/scope-identity';

const EVERY = [Scope.GLOBAL, Scope.SITE, Scope.SERVICE, Scope.USER];
const read = (identity: string, accepted = EVERY) => scopeIdentity(identity, 'identity', 'things', accepted);

it.each([
  ['global', Scope.GLOBAL, '', 'global', 'global'],
  ['GLOBAL', Scope.GLOBAL, '', 'global', 'global'],
  ['site:Redmond', Scope.SITE, 'Redmond', 'site:redmond', 'site:Redmond'],
  ['Site:Zürich', Scope.SITE, 'Zürich', 'site:zürich', 'site:Zürich'],
  [
    'service:PersistentChatServer:atl-cs-001.litwareinc.com',
    Scope.SERVICE,
    'atl-cs-001.litwareinc.com',
    'service:persistentchatserver:atl-cs-001.litwareinc.com',
    'service:PersistentChatServer:atl-cs-001.litwareinc.com',
  ],
  ['RedmondPolicy', Scope.USER, 'RedmondPolicy', 'tag:redmondpolicy', 'RedmondPolicy'],
  // Named so before such names were refused, it is still found.
  ['a\\b*?', Scope.USER, 'a\\b*?', 'tag:a\\b*?', 'a\\b*?'],
  ['Tag:RedmondPolicy', Scope.USER, 'RedmondPolicy', 'tag:redmondpolicy', 'RedmondPolicy'],
])('reads %s', (identity, scope, name, key, shown) => {
  expect(read(identity)).toEqual({ scope, name, key });
  expect(shownIdentity({ scope, name })).toBe(shown);
});

it.each([
  ['site:', '"site:" names nothing.'],
  ['site: Redmond', '"site: Redmond" begins or ends with a blank.'],
  ['', '"" names nothing.'],
  ['tag:global', '"tag:global" has a name that would be read as another identity.'],
  ['tag:Site:Redmond', '"tag:Site:Redmond" has a name that would be read as another identity.'],
  ['tag:tag:a', '"tag:tag:a" has a name that would be read as another identity.'],
  ['a\nb', '"a\\nb" has a control character, such as a line break.'],
  ['x'.repeat(257), `"${'x'.repeat(257)}" has a name of 257 characters; it may have at most 256.`],
])('refuses %j', (identity, message) => {
  const refusal = new GatewayError(ErrorCode.BAD_USER_INPUT, message, { parameter: 'identity' });
  expect(() => read(identity)).toThrow(refusal);
});

it('names the forms that the thing has', () => {
  expect(() => read('RedmondPolicy', [Scope.GLOBAL, Scope.SITE, Scope.SERVICE])).toThrow(
    '"RedmondPolicy" is no identity of things: they are known by "global", "site:NAME" or "service:PersistentChatServer:FQDN".',
  );
});
