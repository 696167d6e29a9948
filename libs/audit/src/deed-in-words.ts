/** Verbs that are more than a word, before what they are done to. */
const VERBS: Readonly<Record<string, string>> = {
  marked_deleted: 'found deleted in the PSA:',
  authentication_saved: 'saved the rules for signing in of',
  commented: 'commented on',
  company_linked: 'linked a company to',
  company_unlinked: 'took the company from',
  credentials_changed: 'changed the credentials of',
  email_changed: 'changed the address of',
  email_verified: 'verified the address of',
  joined: 'undid the split of',
  linked_to_person: 'linked a person of a PSA to',
  locked_out: 'was refused another attempt to sign in as',
  merge_undone: 'undid the merge of',
  move_confirmed: 'confirmed the move to another PSA database of',
  move_given_up: 'gave up the move to another PSA database of',
  move_previewed: 'looked at the move to another PSA database of',
  moving: 'went on with the move of',
  password_set: 'set the password of',
  provider_linked: 'linked a way to sign in to',
  redelivered: 'had failed events sent again to',
  resync_asked: 'asked for another sync of',
  secret_rotated: 'made a new secret for',
  settings_saved: 'saved the settings of',
  sign_in_refused: 'was refused to sign in as',
  theft_suspected: 'showed a used refresh token of',
  unlinked_from_person: 'took a person of a PSA from',
  webhooks_installed: 'installed the webhooks of',
  webhooks_removed: 'removed the webhooks of',
};

/** What has words of its own as a whole. */
const DEEDS: Readonly<Record<string, string>> = {
  'audit.expired': 'let go what the audit had told of long ago',
  'audit.erased': 'erased what the audit told of',
  'deletions.discarded': 'said that nothing was deleted in the PSA of',
  'integration.refused': 'found the credentials refused of',
  'issues.dismissed': 'dismissed issues',
  'issues.retried': 'retried issues',
  'partner_replay.started': 'had the partner stream told once more',
  'partner_settings.saved': 'saved the settings for partners',
  'issues.updated': 'assigned, acknowledged, muted or rated issues',
  'procurement_settings.saved': 'saved the rules for buying',
  'public_api_settings.saved': 'saved the settings of the public API',
  'reindex.started': 'began to re-index',
  'session.ended': 'ended a session',
  'session.started': 'signed in',
  'session.theft_suspected': 'showed a refresh token that was used before, so the session was ended',
  'signing_key.made': 'made a signing key',
  'sync.cancelled': 'cancelled a sync of',
  'sync.started': 'started a sync of',
};

/** What was done, as a person says it, to go before the name of what it was done to: `saved the settings of integration`. */
export function deedInWords(kind: string, recordType: string): string {
  const [, verb = ''] = kind.split('.');
  const whole = DEEDS[kind];
  const isAboutName = whole === undefined || whole.endsWith(' of');
  return [whole ?? VERBS[verb] ?? verb, ...(isAboutName ? [typeInWords(recordType)] : [])].join(' ');
}

function typeInWords(type: string): string {
  return type
    .replaceAll('_', ' ')
    .replace(/\bapi\b/, 'API')
    .replace(/\bxero\b/, 'Xero');
}
