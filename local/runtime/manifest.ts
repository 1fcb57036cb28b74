// Owns what appsscript.json allows: scopes and URLs. Must not know who was granted what.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Manifest {
  readonly timeZone: string;
  readonly oauthScopes: readonly string[];
  /** `null` when the manifest has no list: then any https URL may be fetched. */
  readonly urlFetchWhitelist: readonly string[] | null;
}

/** Reads `appsscript.json` of a folder. @throws Error when it breaks a rule of the manifest. */
export function readManifest(folder: string): Manifest {
  const raw = JSON.parse(
    readFileSync(join(folder, 'appsscript.json'), 'utf8'),
  ) as Partial<Manifest>;
  const { timeZone = 'Etc/UTC', oauthScopes = [], urlFetchWhitelist = null } = raw;
  for (const entry of urlFetchWhitelist ?? []) {
    // https://developers.google.com/apps-script/manifest/allowlist-url: https, a full domain, a path that is not empty.
    if (!/^https:\/\/(?:\*\.)?[a-z0-9.-]+\.[a-z]{2,}(?::\d+)?\/[^*?#]*$/i.test(entry)) {
      throw new Error(`appsscript.json has errors: urlFetchWhitelist ${entry}`);
    }
  }
  if (!/^(?:Etc\/)?(?:UTC|GMT)$/.test(timeZone)) {
    throw new Error(`NotEmulated: a script time zone other than Etc/UTC (${timeZone})`);
  }
  return { timeZone, oauthScopes, urlFetchWhitelist };
}

/** Whether the list allows the URL: same host or a subdomain of `*.`, and a path that begins with the entry's, case and all. */
export function isAllowed(manifest: Manifest, url: string): boolean {
  if (manifest.urlFetchWhitelist === null) return true;
  const target = split(url);
  return manifest.urlFetchWhitelist.some((entry) => {
    const allowed = split(entry);
    if (!target || !allowed || !target.path.startsWith(allowed.path)) return false;
    if (!allowed.host.startsWith('*.')) return target.host === allowed.host;
    return target.host.endsWith(allowed.host.slice(1)) && target.host !== allowed.host.slice(2);
  });
}

/** Host in lower case and path of an https URL; `null` for anything else, and for a URL that carries a user name. */
export function split(url: string): { readonly host: string; readonly path: string } | null {
  const match = /^https:\/\/([^/?#@\\\s]+)((?:[/?#]\S*)?)$/i.exec(url);
  if (!match) return null;
  const [, host = '', rest = ''] = match;
  return { host: host.toLowerCase(), path: rest.startsWith('/') ? rest : `/${rest}` };
}
