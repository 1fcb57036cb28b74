// Owns the words after `npm start --`. Knows no server.
export interface ServeOptions {
  readonly port: number;
  readonly live: boolean;
  /** Folder in which a live document is kept. */
  readonly state: string | null;
}

export type ServeArguments =
  | { readonly kind: 'serve'; readonly options: ServeOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string };

export const SERVE_HELP = `Opens the add-on on a local spreadsheet page.

  npm start -- [options]

  --port N        the first port to try (default: 8787)
  --live          UrlFetchApp reaches the real vendors: contacts go there and cost credits
  --state FOLDER  where a live document is kept, without the keys; needed with --live
  --help          this text

Without --live nothing leaves this machine, and every result is made up.
`;

const DEFAULT_PORT = 8787;

export function readServeArguments(words: readonly string[]): ServeArguments {
  let port = DEFAULT_PORT;
  let live = false;
  let state: string | null = null;
  for (let at = 0; at < words.length; at += 1) {
    const [name, attached] = split(words[at] ?? '');
    const value = (): string => attached ?? words[(at += 1)] ?? '';
    switch (name) {
      case '--help':
      case '-h':
        return { kind: 'help' };
      case '--live':
        live = true;
        break;
      case '--state':
        state = value();
        break;
      case '--port':
        port = Number(value());
        break;
      default:
        return wrong(`There is no option ${name}. --help lists the options.`);
    }
  }
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    return wrong('--port takes a number from 1 to 65535.');
  }
  if (live && (state === null || state === '')) {
    return wrong('--live keeps the sheet on disk: name a folder for it with --state FOLDER.');
  }
  if (!live && state !== null) return wrong('--state is for --live: nothing else is kept.');
  return { kind: 'serve', options: { port, live, state } };
}

function split(word: string): [name: string, attached: string | undefined] {
  const equals = word.indexOf('=');
  return equals === -1 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

function wrong(message: string): ServeArguments {
  return { kind: 'wrong', message };
}
