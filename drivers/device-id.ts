import Type from 'typebox';

/** What a device is called in the configuration, in the journal and on the maintenance page. */
export const deviceId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,31}$',
  description: 'A short name, unique in the lobby: small letters, digits and hyphens, at most 32',
});
