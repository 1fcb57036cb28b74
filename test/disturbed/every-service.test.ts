// Whatever the add-on can buy is disturbed: a service that no line passes to the suite is found, and lines that no test runs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VENDORS } from '../../src/provider/vendors';
import * as lines from './lines';

const SERVICES = VENDORS.flatMap(({ services }) => services.map(({ id }) => id));

test.each(SERVICES)('%s is passed to the suite by itself', (id) => {
  const alone = Object.values(lines)
    .flat()
    .filter(({ services }) => services.join() === id);
  expect(alone).not.toEqual([]);
});

test.each(Object.keys(lines))('the lines of %s are run', (name) => {
  const file = readFileSync(join(__dirname, `${name.toLowerCase()}.test.ts`), 'utf8');
  expect(file).toContain(`\ndisturb(${name});\n`);
});
