import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pageAssets } from '../../local/serve/assets';
import { PageServer } from '../../local/serve/server';
import { EmulatedWorld } from '../../local/serve/world';
import { VENDORS } from '../../src/provider/vendors';

const root = join(__dirname, '../..');

describe('the page’s server', () => {
  let server: PageServer;
  let address: string;
  beforeAll(async () => {
    server = new PageServer(new EmulatedWorld(join(root, 'dist')), await pageAssets(root));
    address = await server.listen(18_700);
  });
  afterAll(() => {
    server.close();
  });

  const post = (
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    fetch(new URL(path, address), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('serves the page, its parts and the sidebar with a stand-in for Google’s script', async () => {
    for (const path of ['/', '/page.css', '/page.js', '/shim.js', '/sheet']) {
      expect((await fetch(new URL(path, address))).status).toBe(200);
    }
    const sidebar = await (await fetch(new URL('/sidebar', address))).text();
    expect(sidebar).toMatch(
      /<head><script src="\/shim\.js" data-now="\d+" data-speed="1"><\/script>/,
    );
  });

  it('takes the next port when one is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(18_801, '127.0.0.1', resolve));
    const second = new PageServer(new EmulatedWorld(join(root, 'dist')), new Map());
    expect(await second.listen(18_801)).toBe('http://127.0.0.1:18802/');
    second.close();
    other.close();
  });

  it('answers an execution as google.script.run would', async () => {
    const args = JSON.stringify([JSON.stringify({ method: 'accounts', args: null })]);
    const answer = (await (await post('/run', { fn: 'rpc', args })).json()) as { value: string };
    expect(JSON.parse(answer.value)).toMatchObject({
      ok: true,
      value: VENDORS.map(({ id: vendor }) => ({ vendor, connected: false })),
    });
    const unknown = (await (await post('/run', { fn: 'nothing', args: '[]' })).json()) as unknown;
    expect(unknown).toMatchObject({ kind: 'failed', name: 'ScriptError' });
  });

  it('refuses other sites’ pages, and names that only point here', async () => {
    expect((await post('/edit', {}, { Origin: 'https://evil.example' })).status).toBe(403);
    expect((await post('/edit', {}, { 'Content-Type': 'text/plain' })).status).toBe(403);
    const status = await new Promise((resolve) => {
      request(new URL('/sheet', address), { headers: { host: 'evil.example' } }, (answer) => {
        resolve(answer.statusCode);
        answer.resume();
      }).end();
    });
    expect(status).toBe(403);
  });

  it('says in words why an edit is refused', async () => {
    const answer = await post('/edit', { kind: 'filterBy', row: 1, column: 1 });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      message: 'Select a cell below the headers, then filter by it.',
    });
  });
});
