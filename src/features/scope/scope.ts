import { registerEnumType } from 'type-graphql';

export enum Scope {
  GLOBAL = 'GLOBAL',
  SITE = 'SITE',
  SERVICE = 'SERVICE',
  USER = 'USER',
}
registerEnumType(Scope, {
  name: 'Scope',
  description: 'How far a policy or a configuration reaches; a narrower one goes before a wider one.',
  valuesConfig: {
    GLOBAL: { description: 'The whole organisation (`global`).' },
    SITE: { description: 'One site (`site:NAME`).' },
    SERVICE: { description: 'One pool (`service:PersistentChatServer:FQDN`).' },
    USER: { description: 'Those to whom it is granted (its name, or `tag:NAME`).' },
  },
});
