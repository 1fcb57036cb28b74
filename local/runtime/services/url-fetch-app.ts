// Owns the global UrlFetchApp and HTTPResponse. Must not know who answers.
// https://developers.google.com/apps-script/reference/url-fetch/url-fetch-app
import { COSTS } from '../costs';
import type { Execution } from '../execution';
import { LIMITS } from '../limits';
import { isAllowed, split } from '../manifest';
import { TEXTS } from '../messages';
import { Handle, methodsOf, surface } from '../method';
import { NotEmulated } from '../service-error';
import type { UrlFetchAnswer, UrlFetchRequest } from '../url-fetch-transport';

const FETCH_SCOPES = ['https://www.googleapis.com/auth/script.external_request'];

export class UrlFetchApp extends Handle {
  readonly surface = URL_FETCH_APP;
  readonly execution: Execution;

  constructor(execution: Execution) {
    super();
    this.execution = execution;
  }
}

type Options = Readonly<Record<string, unknown>>;

interface Prepared {
  readonly request: UrlFetchRequest;
  readonly muted: boolean;
  readonly timeoutMs: number;
  readonly followRedirects: boolean;
}

const METHODS = ['get', 'delete', 'patch', 'post', 'put'];
const TYPES: Readonly<Record<string, string>> = {
  method: 'string',
  contentType: 'string',
  payload: 'string',
  headers: 'object',
  muteHttpExceptions: 'boolean',
  followRedirects: 'boolean',
  validateHttpsCertificates: 'boolean',
  timeoutSeconds: 'number',
};
/** Set by Google itself. */
const RESERVED_HEADERS = /^(?:host|content-length|connection|transfer-encoding|expect|trailer)$/i;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function prepare(execution: Execution, url: string, options: Options): Prepared {
  if (url.length > LIMITS.urlCharacters.value) execution.fail(LIMITS.urlCharacters.text);
  for (const [name, value] of Object.entries(options)) {
    const type = TYPES[name];
    if (type === undefined) throw new NotEmulated(`UrlFetchApp option ${name}`);
    if (typeof value !== type || value === null) {
      if (name === 'payload') throw new NotEmulated('UrlFetchApp payload that is not text');
      execution.fail(TEXTS.badAttribute, name);
    }
  }
  const target = split(url);
  // Spaces and non-ASCII characters are escaped by Google in ways that are not documented.
  if (!target || /[^\x21-\x7e]/.test(url)) return execution.fail(TEXTS.invalidArgument, url);
  if (execution.env.faults.conditions.blockedHosts.has(target.host)) {
    execution.fail(TEXTS.blockedByAdmin, url);
  }
  if (!isAllowed(execution.env.manifest, url)) execution.fail(TEXTS.notWhitelisted, url);
  const method = textOf(options['method'], 'get').toLowerCase();
  if (!METHODS.includes(method)) execution.fail(TEXTS.badAttribute, 'method');
  const body = textOf(options['payload'], '');
  if (options['payload'] !== undefined && method === 'get') {
    throw new NotEmulated('UrlFetchApp payload with method get');
  }
  if (Buffer.byteLength(body) > LIMITS.postBytes.value) execution.fail(LIMITS.postBytes.text);
  const seconds = Number(options['timeoutSeconds'] ?? LIMITS.fetchTimeoutSeconds.value);
  if (!Number.isInteger(seconds) || seconds < 1)
    execution.fail(TEXTS.badAttribute, 'timeoutSeconds');
  const most = LIMITS.fetchTimeoutSeconds.value;
  const ignored = execution.env.faults.conditions.timeoutSeconds === 'ignored';
  return {
    request: { method, url, headers: headersOf(execution, options, body), body },
    muted: options['muteHttpExceptions'] === true,
    timeoutMs: (ignored ? most : Math.min(seconds, most)) * 1000,
    followRedirects: options['followRedirects'] !== false,
  };
}

const textOf = (option: unknown, absent: string): string =>
  typeof option === 'string' ? option : absent;

function headersOf(execution: Execution, options: Options, body: string): Record<string, string> {
  const headers: Record<string, string> = {};
  const given = (options['headers'] ?? {}) as Record<string, unknown>;
  for (const [name, value] of Object.entries(given)) {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : null;
    if (!HEADER_NAME.test(name) || RESERVED_HEADERS.test(name) || text === null) {
      return execution.fail(TEXTS.badAttribute, `Header:${name}`);
    }
    if (/[^\x20-\x7e\t]/.test(text)) execution.fail(TEXTS.badAttribute, `Header:${name}`);
    if (name.length + text.length > LIMITS.headerBytes.value)
      execution.fail(LIMITS.headerBytes.text);
    headers[name] = text;
  }
  if (Object.keys(headers).length > LIMITS.headersOfACall.value) {
    execution.fail(LIMITS.headersOfACall.text);
  }
  const named = Object.keys(headers).some((name) => /^content-type$/i.test(name));
  if (body !== '' && !named) {
    headers['Content-Type'] = textOf(options['contentType'], 'application/x-www-form-urlencoded');
  }
  return headers;
}

function spend(execution: Execution, requests: number): void {
  const { project, clock } = execution.env;
  const { value, text } = LIMITS.urlFetchCallsADay;
  const now = clock.now();
  if (project.quotas.used(execution.user, 'urlfetch', now) + requests > value) execution.fail(text);
  project.quotas.spend(execution.user, 'urlfetch', requests, now);
}

/** Sends all at once; time passes as long as the slowest takes. One failed connection fails them all, after all were sent. */
function sendAll(execution: Execution, prepared: readonly Prepared[]): HttpResponse[] {
  spend(execution, prepared.length);
  const now = execution.env.clock.now();
  const answers = prepared.map(({ request }) => execution.env.http.fetch(request, now));
  const took = answers.map((answer, index) =>
    Math.min(answer.elapsedMs ?? COSTS.fetch, prepared[index]?.timeoutMs ?? 0),
  );
  execution.charge(Math.max(0, ...took));
  return answers.map((answer, index) => {
    const one = prepared[index];
    if (!one) throw new Error('more answers than requests');
    return responseTo(execution, one, answer);
  });
}

function responseTo(
  execution: Execution,
  prepared: Prepared,
  answer: UrlFetchAnswer,
): HttpResponse {
  const { url } = prepared.request;
  if ((answer.elapsedMs ?? 0) > prepared.timeoutMs) {
    execution.fail(LIMITS.fetchTimeoutSeconds.text, url);
  }
  if ('error' in answer) {
    const texts = { ...TEXTS, timeout: LIMITS.fetchTimeoutSeconds.text };
    return execution.fail(texts[answer.error], answer.error === 'dns' ? hostOf(url) : url);
  }
  if (Buffer.byteLength(answer.body) > LIMITS.responseBytes.value) {
    execution.fail(LIMITS.responseBytes.text);
  }
  const redirects = answer.status >= 300 && answer.status < 400 && answer.status !== 304;
  if (redirects && prepared.followRedirects) {
    throw new NotEmulated('following a redirect in UrlFetchApp; set followRedirects to false');
  }
  if (answer.status >= 400 && !prepared.muted) {
    const shown = answer.body.slice(0, 200);
    execution.fail(TEXTS.requestFailed, originOf(url), answer.status, shown);
  }
  return new HttpResponse(answer.status, answer.headers, answer.body);
}

const hostOf = (url: string): string => split(url)?.host ?? url;
const originOf = (url: string): string => `https://${hostOf(url)}`;

const { read, write } = methodsOf<UrlFetchApp>();
const fetching = { cost: 0, scopes: FETCH_SCOPES };

function fetchAll(app: UrlFetchApp, requests: unknown[]): HttpResponse[] {
  const prepared = requests.map((request) => {
    if (typeof request === 'string') return prepare(app.execution, request, {});
    const { url, ...options } = (request ?? {}) as Record<string, unknown>;
    if (typeof url !== 'string') return app.execution.fail(TEXTS.badAttribute, 'url');
    return prepare(app.execution, url, options);
  });
  return sendAll(app.execution, prepared);
}

const URL_FETCH_APP = surface('UrlFetchApp', 'UrlFetchApp', {
  fetch: write(
    's|s,o',
    ({ execution }, url: string, options?: Options) =>
      sendAll(execution, [prepare(execution, url, options ?? {})])[0] ?? null,
    fetching,
  ),
  fetchAll: read('a', fetchAll, fetching),
});

class HttpResponse extends Handle {
  readonly surface = HTTP_RESPONSE;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;

  constructor(status: number, headers: Readonly<Record<string, string>>, body: string) {
    super();
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

const response = methodsOf<HttpResponse>();

const HTTP_RESPONSE = surface('HTTPResponse', 'UrlFetchApp', {
  getResponseCode: response.local('', (self) => self.status),
  getContentText: response.local('|s', (self) => self.body),
  getHeaders: response.local('', (self) => self.headers),
  getAllHeaders: response.local('', (self) => self.headers),
});
