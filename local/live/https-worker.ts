// Owns one HTTP call on a thread of its own, so that the runtime's thread can wait for it. Started by the transport only.
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { runAsWorker } from 'synckit';
import type { UrlFetchAnswer, UrlFetchRequest } from '../runtime/url-fetch-transport';

/** UrlFetchApp takes no larger answer: https://developers.google.com/apps-script/guides/services/quotas */
const MAX_ANSWER_BYTES = 50 * 1024 * 1024;

export function send(request: UrlFetchRequest, timeoutMs: number): Promise<UrlFetchAnswer> {
  return new Promise((resolve) => {
    const open = request.url.startsWith('https:') ? requestHttps : requestHttp;
    const call = open(request.url, {
      method: request.method.toUpperCase(),
      headers: { ...request.headers, 'content-length': Buffer.byteLength(request.body) },
    });
    // A slow trickle of bytes must end as well: this is a limit of the whole call.
    const timer = setTimeout(() => call.destroy(new Error('timeout')), timeoutMs);
    const finish = (answer: UrlFetchAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    call.on('error', (error: NodeJS.ErrnoException) => {
      finish({ error: errorOf(error) });
    });
    call.on('response', (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > MAX_ANSWER_BYTES) call.destroy(new Error('bandwidth'));
      });
      response.on('error', (error: NodeJS.ErrnoException) => {
        finish({ error: errorOf(error) });
      });
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        finish({ status: response.statusCode ?? 0, headers: plain(response.headers), body });
      });
    });
    call.end(request.body);
  });
}

function plain(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  );
}

function errorOf(error: NodeJS.ErrnoException): 'dns' | 'timeout' | 'connection' | 'bandwidth' {
  if (error.message === 'timeout' || error.code === 'ETIMEDOUT') return 'timeout';
  if (error.message === 'bandwidth') return 'bandwidth';
  return error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN' ? 'dns' : 'connection';
}

runAsWorker(send);
