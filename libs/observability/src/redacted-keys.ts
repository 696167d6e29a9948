/** Names whose values are secrets, compared without case, dashes, dots and underscores. */
export const SECRET_KEYS = [
  'authorization',
  'proxyauthorization',
  'cookie',
  'setcookie',
  'password',
  'passphrase',
  'secret',
  'clientsecret',
  'secretkey',
  'apikey',
  'apiintegrationcode',
  'integrationcode',
  'username',
  'token',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'privatekey',
  'signature',
  'xhooksignature',
  'credentials',
] as const;

/** Names that end like this are secrets too: `newPassword`, `autotaskSecret`, `x-csrf-token`. */
export const SECRET_ENDINGS = ['password', 'passwd', 'secret', 'secretkey', 'apikey', 'token', 'privatekey', 'cookie'] as const;

/** Endings of names whose values tell who a person is; a number behind the name is left out of account (`emailAddress2`). */
export const PERSONAL_ENDINGS = [
  'email',
  'emailaddress',
  'phone',
  'phonenumber',
  'mobile',
  'faxnumber',
  'firstname',
  'lastname',
  'middlename',
  'middleinitial',
  'fullname',
  'dateofbirth',
  'birthdate',
] as const;

const secretKeys: ReadonlySet<string> = new Set(SECRET_KEYS);

export function isSecretKey(name: string): boolean {
  const plain = plainName(name);
  return secretKeys.has(plain) || SECRET_ENDINGS.some((ending) => plain.endsWith(ending));
}

export function isPersonalKey(name: string): boolean {
  const plain = plainName(name).replace(/\d+$/, '');
  return PERSONAL_ENDINGS.some((ending) => plain.endsWith(ending));
}

/** Names are short: of a longer text the end decides. */
function plainName(name: string): string {
  return name
    .slice(-100)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
