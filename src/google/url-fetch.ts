// Owns the Http port over UrlFetchApp. Never throws: no answer is a value, as the engine has to decide what it means. What comes back
// is freed of the key here, before anybody reads it.
import type { Http } from '../ports';
import { keyFree } from '../provider/key-free';
import type { HttpRequest, HttpResponse, HttpResult } from '../provider/provider';

/** Long enough for a slow vendor: a POST whose answer is not waited for is a batch that may have been bought. */
const POST_SECONDS = 60;
/** A read is free to be asked again, and a vendor that hangs must not use up the six minutes of an execution. */
const READ_SECONDS = 30;

type Options = GoogleAppsScript.URL_Fetch.URLFetchRequestOptions & {
  /** Documented, not yet in the types: https://developers.google.com/apps-script/reference/url-fetch/url-fetch-app */
  timeoutSeconds: number;
};

export class UrlFetchHttp implements Http {
  send(request: HttpRequest): HttpResult {
    try {
      return answer(UrlFetchApp.fetch(request.url, optionsOf(request)), request);
    } catch (error) {
      return failed(error, request);
    }
  }

  readAll(requests: readonly HttpRequest[]): readonly HttpResult[] {
    const [only] = requests;
    if (only === undefined) return [];
    if (requests.length === 1) return [this.send(only)];
    try {
      const native = requests.map((request) => ({ url: request.url, ...optionsOf(request) }));
      const answers = UrlFetchApp.fetchAll(native);
      return answers.map((own, index) => answer(own, requests[index] ?? only));
    } catch (error) {
      // One failed connection throws for all; they go to one host, so the others would hardly do better alone.
      return requests.map((request) => failed(error, request));
    }
  }
}

function optionsOf({ method, headers, body, buys }: HttpRequest): Options {
  const { 'content-type': contentType, ...others } = headers;
  return {
    method,
    headers: others,
    ...(contentType === undefined ? {} : { contentType }),
    ...(body === undefined ? {} : { payload: body }),
    muteHttpExceptions: true,
    // A redirect could lead a request with a key to another host.
    followRedirects: false,
    timeoutSeconds: method === 'post' || buys === true ? POST_SECONDS : READ_SECONDS,
  };
}

function answer(native: GoogleAppsScript.URL_Fetch.HTTPResponse, request: HttpRequest): HttpResult {
  const free = keyFree(request);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(native.getAllHeaders() as Record<string, unknown>)) {
    headers[name.toLowerCase()] = free(Array.isArray(value) ? value.join(', ') : String(value));
  }
  const response: HttpResponse = {
    status: native.getResponseCode(),
    headers,
    body: free(native.getContentText()),
  };
  return { kind: 'response', response };
}

/** In Google's words. Of an address, which it repeats, the host is enough: an administrator has to be told just that. */
function failed(error: unknown, request: HttpRequest): HttpResult {
  const message = keyFree(request)(error instanceof Error ? error.message : String(error));
  const short = message.replace(/(https:\/\/[^/\s]+)\/\S*/g, '$1').slice(0, 300);
  return { kind: 'failed', message: short };
}
