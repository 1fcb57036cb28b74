// What a user maps by hand is remembered for that user: on other sheets, in other documents; not for others.
import { ScriptProject } from '../../local/runtime/project';
import type { Choice } from '../../src/rpc/contract';
import type { Inspection } from '../../src/rpc/contract-check';
import { Addon, choose, type AddonOptions, USER } from '../support/addon';

const HEADERS = ['Vor', 'Nach', 'Konto', 'Mail'];
const ROWS = [HEADERS, ['Jane', 'Doe', 'Acme', ''], ['Bob', 'Roe', 'Other', '']];
const BY_HAND = { first_name: 0, last_name: 1, company_name: 2 } as const;

function addon(options: Partial<AddonOptions> = {}): Addon {
  return new Addon({ rows: ROWS, ...options });
}

function inspect(on: Addon, choice: Partial<Choice>): Inspection {
  return on.ask('inspect', choose(choice));
}

/** A second document of the same users. */
function elsewhere(project: ScriptProject, rows = ROWS): Addon {
  return addon({ rows, book: 'book-2', project });
}

function kept(project: ScriptProject, user = USER): string {
  return project.user(user).get('headers') ?? '';
}

describe('a header that was mapped by hand', () => {
  test('is taken for the same on another sheet, and in another document', () => {
    const project = new ScriptProject();
    const on = addon({ project });
    expect(inspect(on, {}).mapping.company_name).toBeUndefined();
    inspect(on, { mapping: BY_HAND });
    const sheet = on.workbook.addSheet('Next', { rows: 20, columns: 8 });
    sheet.put(ROWS);
    expect(inspect(on, { sheet: sheet.id })).toMatchObject({
      mapping: {
        first_name: { column: 0, certainty: 'learned' },
        company_name: { column: 2, certainty: 'learned' },
      },
      problem: null,
    });
    const other = elsewhere(project);
    expect(other.home().inspection.mapping.company_name).toEqual({
      column: 2,
      certainty: 'learned',
    });
  });

  test('is only that user’s', () => {
    const project = new ScriptProject();
    inspect(addon({ project }), { mapping: BY_HAND });
    const other = elsewhere(project);
    other.user = 'bob@sample.example';
    expect(other.home().inspection.mapping.company_name).toBeUndefined();
    expect(kept(project, other.user)).toBe('');
  });

  test('is what the confirm and the start go by, too', () => {
    const project = new ScriptProject();
    inspect(addon({ project }), { mapping: BY_HAND });
    const other = elsewhere(project);
    const run = other.workToEnd(other.start());
    expect(run).toMatchObject({ state: 'closed', contacts: 2 });
    const bought = other.vendor.ledger.purchases.map(({ person }) => person);
    expect(bought).toEqual(['of:jane|doe|acme', 'of:bob|roe|other']);
  });

  test('gives way to what was chosen on a sheet itself', () => {
    const project = new ScriptProject();
    const on = addon({ project });
    inspect(on, { mapping: { ...BY_HAND, company_name: 3 } });
    const other = elsewhere(project);
    inspect(other, { mapping: BY_HAND });
    expect(inspect(on, {}).mapping.company_name).toEqual({ column: 3, certainty: 'chosen' });
  });

  test('is forgotten when it is mapped to nothing, and not proposed again', () => {
    const project = new ScriptProject();
    inspect(addon({ project }), { mapping: BY_HAND });
    inspect(elsewhere(project), { mapping: { company_name: null } });
    const third = addon({ project, book: 'book-3' });
    expect(third.home().inspection.mapping.company_name).toBeUndefined();
    expect(third.home().inspection.mapping.first_name?.certainty).toBe('learned');
  });
});

describe('what is kept', () => {
  test('are headers and fields, in the user’s own properties; no cell, and nothing of a blank header', () => {
    const project = new ScriptProject();
    const on = addon({ project, rows: [['Vor', 'Nach', '', 'B'], ...ROWS.slice(1)] });
    inspect(on, { headerRow: 1, mapping: { ...BY_HAND, email: 3 } });
    expect(kept(project)).toBe('+first_name vor\n+last_name nach');
  });

  test('is written once: the same choices again write nothing', () => {
    const on = addon();
    inspect(on, { mapping: BY_HAND });
    on.execute('inspect', choose({ mapping: BY_HAND }));
    expect(on.last?.calls.methods['Properties.setProperties'] ?? 0).toBe(0);
  });

  test('stays below what one property holds, whatever the headers', () => {
    const project = new ScriptProject();
    const on = addon({ project });
    for (let at = 0; at < 60; at++) {
      on.sheet.type(1, 3, `${'名前'.repeat(25)} ${at}`);
      inspect(on, { mapping: { company_name: 2 } });
    }
    const text = kept(project);
    expect(Buffer.byteLength(text)).toBeLessThan(8_100);
    expect(text.split('\n').length).toBeGreaterThan(20);
    expect(text).toContain(' 59');
  });

  test('can be damaged: then it is as if nothing was learned', () => {
    const project = new ScriptProject();
    project.user(USER).set('headers', '{"x":1}\n+company_name\n?company_name konto\n+nobody konto');
    expect(addon({ project }).home().inspection.mapping.company_name).toBeUndefined();
  });

  test('is counted and forgotten in settings', () => {
    const project = new ScriptProject();
    const on = addon({ project });
    inspect(on, { mapping: BY_HAND });
    expect(on.ask('settings', null).learnedHeaders).toBe(3);
    expect(on.ask('saveSettings', { forgetHeaders: true }).learnedHeaders).toBe(0);
    expect(elsewhere(project).home().inspection.mapping.company_name).toBeUndefined();
  });

  test('a store that is full keeps nobody from looking', () => {
    const on = addon();
    on.home();
    on.runtime.faults.add({ method: 'Properties.setProperties', nth: 2, message: 'full' });
    expect(on.call('inspect', choose({ mapping: BY_HAND })).ok).toBe(true);
  });
});

test('columns that moved since they were shown teach nothing', () => {
  const project = new ScriptProject();
  const on = addon({ project });
  const { headerMark } = inspect(on, {});
  on.sheet.moveColumn(1, 3);
  const reply = inspect(on, { mapping: BY_HAND, headerMark });
  expect(reply.problem?.code).toBe('columns_moved');
  expect(kept(project)).toBe('');
});
