// Owns mounting an emulated vendor on a real HTTP port. Knows no vendor's rules; its clock is handed in.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { VendorAnswer, VendorRequest } from './http';

export interface Mounted {
  /** `http://127.0.0.1:<port>`; stands for the vendor's own origin. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface Vendor {
  handle(request: VendorRequest, nowMs: number): VendorAnswer;
}

/** `origin` is what the vendor believes to be called under; `port` 0 takes a free one. */
export async function serve(
  vendor: Vendor,
  options: { readonly origin: string; readonly now: () => number; readonly port?: number },
): Promise<Mounted> {
  const server = createServer((incoming, outgoing) => {
    readRequest(incoming, options.origin).then(
      (request) => {
        respond(outgoing, request, vendor, options.now());
      },
      () => outgoing.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function readRequest(incoming: IncomingMessage, origin: string): Promise<VendorRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: incoming.method ?? 'GET',
    url: `${origin}${incoming.url ?? '/'}`,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/** A call without an answer ends as a broken connection; what the vendor does not emulate ends as 501. */
function respond(
  outgoing: ServerResponse,
  request: VendorRequest,
  vendor: Vendor,
  nowMs: number,
): void {
  let answer: VendorAnswer;
  try {
    answer = vendor.handle(request, nowMs);
  } catch (error) {
    outgoing.writeHead(501, { 'content-type': 'text/plain' }).end(String(error));
    return;
  }
  if ('error' in answer) outgoing.destroy();
  else outgoing.writeHead(answer.status, answer.headers).end(answer.body);
}
