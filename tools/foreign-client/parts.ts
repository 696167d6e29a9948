/** What partners' systems ask, by their key. */
export const BY_KEY = '^/public-api/';

/**
 * What decides who gets in. It is asked last and by a token that was there before: on the way keys and sessions end, addresses of
 * users change, and so many sign-ins fail that the place they come from is held off.
 */
export const ACCESS = '^/v1/(auth|users|roles|api-keys|invitations|people|duplicates|audit|public-api-settings)(/|$)';
