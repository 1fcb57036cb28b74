// Owns the local page's HTTP server: which address does what, and who may ask. Knows no cell.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Deed, Edit, ServerEvent } from '../page/protocol';
import type { Asset } from './assets';
import { Desk } from './desk';
import type { World } from './world';

/** The largest file that is taken: far beyond what a sheet can hold. */
const MAX_BODY_BYTES = 200 * 1024 * 1024;

/** How often time passes on the page. */
const TICK_MS = 250;

const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** The sidebar is one file with its script inside; Google's style sheet is the one thing it may ask for elsewhere. */
const ADDON_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline' https://ssl.gstatic.com; img-src data:; connect-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

export class PageServer {
  private readonly listeners = new Set<ServerResponse>();
  private readonly desk: Desk;
  private readonly server: Server;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly world: World,
    private readonly assets: ReadonlyMap<string, Asset>,
  ) {
    this.desk = new Desk(world, (event) => {
      this.tell(event);
    });
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => {
        refuse(response, 400, error instanceof Error ? error.message : String(error));
      });
    });
  }

  /** Takes the port or the next free one, on this machine only. Returns the page's address. */
  async listen(port: number): Promise<string> {
    const taken = await listenFrom(this.server, port);
    this.timer = setInterval(() => {
      // A live run goes on without its page; the emulated world stands still when nobody looks.
      if (this.world.isLive || this.listeners.size > 0) this.desk.tick(TICK_MS);
    }, TICK_MS);
    return `http://127.0.0.1:${taken}/`;
  }

  close(): void {
    if (this.timer) clearInterval(this.timer);
    this.server.close();
    this.server.closeAllConnections();
  }

  private tell(event: ServerEvent): void {
    for (const listener of this.listeners) listener.write(`data: ${JSON.stringify(event)}\n\n`);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = request.headers.host ?? '';
    if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host)) {
      // Another site's name that points here must not reach the sheet.
      refuse(response, 403, 'Open the page by the address that was printed.');
      return;
    }
    const url = new URL(request.url ?? '/', `http://${host}`);
    if (request.method === 'GET') this.get(url, response);
    else if (request.method === 'POST') await this.post(url, request, response);
    else refuse(response, 405, 'Only GET and POST are answered.');
  }

  private get(url: URL, response: ServerResponse): void {
    const asset = this.assets.get(url.pathname);
    if (asset) {
      send(response, asset.type, asset.body, PAGE_POLICY);
      return;
    }
    switch (url.pathname) {
      case '/events':
        this.subscribe(response);
        break;
      case '/sheet':
        sendJson(response, this.desk.sheet());
        break;
      case '/sidebar':
        send(response, HTML, withShim(this.desk.sidebarHtml ?? '', this.desk.time), ADDON_POLICY);
        break;
      case '/dialog':
        send(response, HTML, withShim(this.desk.dialogHtml ?? '', this.desk.time), ADDON_POLICY);
        break;
      case '/download':
        this.download(response);
        break;
      default:
        refuse(response, 404, 'There is nothing at this address.');
    }
  }

  private async post(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { origin, 'content-type': type } = request.headers;
    if (type !== 'application/json' || (origin !== undefined && origin !== url.origin)) {
      refuse(response, 403, 'Only the page itself may change the sheet.');
      return;
    }
    const body = await read(request);
    const json = (): unknown => JSON.parse(body.toString('utf8')) as unknown;
    switch (url.pathname) {
      case '/run': {
        const { fn, args } = json() as { fn: string; args: string };
        sendJson(response, this.desk.runFromPage(fn, args));
        return;
      }
      case '/edit':
        this.desk.edit(json() as Edit);
        break;
      case '/deed':
        this.desk.do((json() as { deed: Deed }).deed);
        break;
      case '/menu':
        this.desk.runMenu((json() as { fn: string }).fn);
        break;
      case '/dialog/close':
        this.desk.closeDialog();
        break;
      case '/open':
        this.desk.openFile(url.searchParams.get('name') ?? 'File', body);
        break;
      case '/sample':
        this.desk.openSample();
        break;
      default:
        refuse(response, 404, 'There is nothing at this address.');
        return;
    }
    sendJson(response, {});
  }

  private subscribe(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    this.listeners.add(response);
    response.on('close', () => this.listeners.delete(response));
    const event: ServerEvent = { kind: 'state', state: this.desk.state() };
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  }

  private download(response: ServerResponse): void {
    const { name, bytes } = this.desk.download();
    response.writeHead(200, {
      'content-type': 'text/csv',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
    response.end(bytes);
  }
}

const HTML = 'text/html; charset=utf-8';

/** The add-on's page as it is, after a script that stands for Google's. */
function withShim(html: string, { now, speed }: { now: number; speed: number }): string {
  const script = `<script src="/shim.js" data-now="${now}" data-speed="${speed}"></script>`;
  return html.includes('<head>') ? html.replace('<head>', `<head>${script}`) : script + html;
}

function send(response: ServerResponse, type: string, body: string, policy: string): void {
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-store',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  response.end(body);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

function refuse(response: ServerResponse, status: number, message: string): void {
  if (!response.headersSent) response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message }));
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Error('The file is too large for a spreadsheet.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function listenFrom(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let candidate = port;
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' || candidate >= 65_535) {
        reject(error);
        return;
      }
      candidate += 1;
      server.listen(candidate, '127.0.0.1');
    });
    server.once('listening', () => {
      resolve(candidate);
    });
    server.listen(candidate, '127.0.0.1');
  });
}
