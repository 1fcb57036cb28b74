// Owns what Google says of the permissions that the running user grants. People may grant some only, and take any back.

type AuthorizationInfo = GoogleAppsScript.Script.AuthorizationInfo;

interface ScopedScriptApp {
  /**
   * Documented, not yet in the types:
   * https://developers.google.com/apps-script/reference/script/script-app#getAuthorizationInfo(AuthMode,String)
   */
  getAuthorizationInfo(
    mode: GoogleAppsScript.Script.AuthMode,
    scopes: readonly string[],
  ): AuthorizationInfo;
}

/** Without the fourth, for triggers, a run works as long as its page is open, and says so. */
export const RUN_SCOPES: readonly string[] = [
  'https://www.googleapis.com/auth/spreadsheets.currentonly',
  'https://www.googleapis.com/auth/script.external_request',
  'https://www.googleapis.com/auth/script.container.ui',
];

/**
 * A firing must change nothing before it knows that it may: Google stops it where a permission is missing.
 *
 * @param scopes absent: all that the add-on asks for
 */
export function isAuthorized(scopes?: readonly string[]): boolean {
  const mode = ScriptApp.AuthMode.FULL;
  const info =
    scopes === undefined
      ? ScriptApp.getAuthorizationInfo(mode)
      : (ScriptApp as ScopedScriptApp).getAuthorizationInfo(mode, [...scopes]);
  return info.getAuthorizationStatus() !== ScriptApp.AuthorizationStatus.REQUIRED;
}

/**
 * Where a permission is missing, this ends the execution before it has done anything, and Google asks for it:
 * https://developers.google.com/apps-script/reference/script/script-app#requireAllScopes(AuthMode)
 */
export function requireConsent(): void {
  if ('requireAllScopes' in ScriptApp) ScriptApp.requireAllScopes(ScriptApp.AuthMode.FULL);
}
