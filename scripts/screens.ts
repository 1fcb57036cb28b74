// Takes a picture of every state of the sidebar, 300 px wide, into docs/screens/: those that its tests look at. Needs a Chromium.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const PICTURES = join(root, 'docs/screens');

// States that are no more must leave no picture.
rmSync(PICTURES, { recursive: true, force: true });
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const { status } = spawnSync(process.execPath, [jest, 'test/sidebar'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, SIDEBAR_PICTURES: PICTURES },
});
process.exitCode = status ?? 1;
