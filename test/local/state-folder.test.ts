import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderInUse, StateFolder } from '../../local/live/state-folder';
import type { ProjectState } from '../../local/runtime/project';

const STATE: ProjectState = {
  documents: { doc: { 'run:1': '{}' } },
  users: { me: { key: '{"key":"clapi_secret"}', tag: 'abc' } },
  script: {},
  triggers: [],
  quotas: {},
  enabledIn: ['doc'],
};

describe('the folder of a live document', () => {
  let path: string;
  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'state-')), 'run');
  });

  it('gives back what was saved, but never holds the key', () => {
    const folder = StateFolder.open(path);
    expect(folder.properties()).toBeNull();
    folder.saveProperties(STATE);
    expect(folder.properties()).toEqual({ ...STATE, users: { me: { tag: 'abc' } } });
    expect(readFileSync(join(path, 'properties.json'), 'utf8')).not.toContain('clapi_');
  });

  it('is readable by its owner only', () => {
    const folder = StateFolder.open(path);
    folder.write('run.json', {});
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(statSync(join(path, 'run.json')).mode & 0o077).toBe(0);
    expect(existsSync(join(path, 'run.json.new'))).toBe(false);
  });

  it('belongs to one process at a time, and to the next after a crash', () => {
    StateFolder.open(path);
    // Process 1 is always alive; no process has a number this large.
    writeFileSync(join(path, 'lock'), '1');
    expect(() => StateFolder.open(path)).toThrow(FolderInUse);
    writeFileSync(join(path, 'lock'), '99999999');
    StateFolder.open(path).close();
    expect(existsSync(join(path, 'lock'))).toBe(false);
  });
});
