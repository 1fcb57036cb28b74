// Owns the folder in which a live document survives: its workbook, its properties, and a lock against a second process.
// The API key is never written: it is left out of the properties and has to be given again.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ProjectState } from '../runtime/project';
import type { WorkbookState } from '../runtime/workbook';

const WORKBOOK = 'workbook.json';
const PROPERTIES = 'properties.json';
const LOCK = 'lock';

/** Only its owner reads what is in there: names, addresses, and what was bought. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** Any text that could be a key of the vendor. */
const KEY = /\bclapi_/;

export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

export class StateFolder {
  private constructor(readonly path: string) {}

  /** @throws FolderInUse while another process works on it. */
  static open(path: string): StateFolder {
    mkdirSync(path, { recursive: true, mode: PRIVATE_FOLDER });
    takeLock(join(path, LOCK));
    return new StateFolder(path);
  }

  close(): void {
    rmSync(join(this.path, LOCK), { force: true });
  }

  workbook(): WorkbookState | null {
    return this.read(WORKBOOK) as WorkbookState | null;
  }

  properties(): ProjectState | null {
    return this.read(PROPERTIES) as ProjectState | null;
  }

  saveWorkbook(state: WorkbookState): void {
    this.write(WORKBOOK, state);
  }

  saveProperties(state: ProjectState): void {
    this.write(PROPERTIES, { ...state, users: withoutKeys(state.users) });
  }

  /** Forgets the document: nothing was bought with it. */
  discardDocument(): void {
    for (const name of [WORKBOOK, PROPERTIES]) rmSync(join(this.path, name), { force: true });
  }

  /** `null` when there is none yet. */
  read(name: string): unknown {
    const file = join(this.path, name);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : null;
  }

  /** Whole or not at all: a crash leaves the old file or the new one. */
  write(name: string, value: unknown): void {
    const file = join(this.path, name);
    const unfinished = `${file}.new`;
    const handle = openSync(unfinished, 'w', PRIVATE_FILE);
    try {
      writeFileSync(handle, JSON.stringify(value));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(unfinished, file);
  }
}

function withoutKeys(users: ProjectState['users']): ProjectState['users'] {
  return Object.fromEntries(
    Object.entries(users).map(([user, entries]) => [
      user,
      Object.fromEntries(Object.entries(entries).filter(([, value]) => !KEY.test(value))),
    ]),
  );
}

function takeLock(file: string): void {
  try {
    writeFileSync(file, `${process.pid}`, { flag: 'wx', mode: PRIVATE_FILE });
    return;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = Number(readFileSync(file, 'utf8'));
  if (holder !== process.pid && isAlive(holder)) {
    throw new FolderInUse(
      `Another process (${holder}) works on ${file}: wait for it, or end it first.`,
    );
  }
  // Left behind by a process that died.
  rmSync(file, { force: true });
  takeLock(file);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
