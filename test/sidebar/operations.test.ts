// Owns the way of a person who does something else than to find e-mails and phones: what is asked of the server for it.
import type { AccountView, Choice } from '../../src/rpc/contract';
import { CONNECTED, inspection, MARK, NOT_CONNECTED } from './fixtures';
import {
  ENRICH_ALL,
  endedFor,
  homeFor,
  inspectionFor,
  LEADLEAP_ALL,
  quoteFor,
  runFor,
} from './operation-fixtures';
import { open, sees, sent, sidebar, sitDown } from './person';
import { chooser, operate } from './scenes/operations';
import { schedule, schedulesOf } from './side-fixtures';
import { gives, type Script } from './sidebar-page';
import { NO_ENRICH, NO_LEADLEAP, TWO } from './vendor-fixtures';

sitDown();

const HOME = homeFor('find', 312);
const VALIDATED: Script = {
  home: [gives<'home'>(HOME)],
  inspect: [gives<'inspect'>(inspectionFor('validate', 312))],
  quote: [gives<'quote'>(quoteFor('validate', 312))],
  start: [gives<'start'>(runFor('validate', 312, { callAgainInMs: null }))],
};
const BASE = { sheet: 7, headerMark: MARK, rows: { kind: 'all' } } as const;
const options = (): Promise<string[]> => chooser(sidebar).locator('option').allInnerTexts();
const asked = async (): Promise<unknown> => (await sent('inspect')).pop();
const review = (): Promise<void> =>
  sidebar.page.getByRole('button', { name: /^Review/, disabled: false }).click();

describe('the operations that are offered', () => {
  test.each([
    [
      'of all vendors where no key is connected',
      [NOT_CONNECTED, off(ENRICH_ALL), off(LEADLEAP_ALL)],
      4,
    ],
    ['of the connected ones', [CONNECTED, ENRICH_ALL, off(LEADLEAP_ALL)], 3],
    ['of a vendor that has only leads and validation', [off(ENRICH_ALL), LEADLEAP_ALL], 3],
  ])('are those %s', async (_, accounts, count) => {
    await open({ home: [gives<'home'>({ ...HOME, accounts })] });
    await sees('What to do');
    expect(await options()).toHaveLength(count);
  });

  test.each([
    ['of vendors that only find', TWO],
    ['of nobody who is connected for more', [CONNECTED, off(ENRICH_ALL), NO_LEADLEAP]],
    ['where there is one vendor', [NOT_CONNECTED, NO_ENRICH]],
  ])('are none to choose from %s', async (_, accounts) => {
    await open({ home: [gives<'home'>({ ...HOME, accounts })] });
    await sees('Review 312 contacts');
    expect(await chooser(sidebar).count()).toBe(0);
    expect(await sidebar.page.locator('#wanted-title').innerText()).toBe('Find');
    expect(await sidebar.page.getByRole('checkbox').count()).toBe(2);
  });
});

describe('another operation', () => {
  test('is asked for with its own channels, on the same rows and columns', async () => {
    await open(VALIDATED);
    await sidebar.page.getByLabel('For', { exact: true }).selectOption('new');
    await operate(sidebar, 'validate');
    await sees('Review 312 e-mails');
    expect(await asked()).toEqual({
      ...{ ...BASE, rows: { kind: 'new' } },
      ...{ operation: 'validate', channels: ['validity'] },
    });
    await operate(sidebar, 'leads');
    expect(await asked()).toMatchObject({
      operation: 'leads',
      channels: ['email', 'phone', 'profile'],
    });
    expect(await sidebar.page.getByRole('checkbox', { name: 'Phone' }).count()).toBe(0);
  });

  test('drops where results go and whom to ask; what was wanted before is come back to', async () => {
    await open(VALIDATED);
    await sidebar.page.getByRole('checkbox', { name: 'Phone' }).check();
    await sidebar.press(/^Asked:/);
    await sidebar.press(/^Then ask Enrich for e-mail/);
    await sidebar.press(/^Asked:/);
    await operate(sidebar, 'validate');
    await sidebar.press(/^Email validity/);
    await sidebar.page.getByLabel('Which cells for E-mail validity').selectOption('always');
    expect(await asked()).toMatchObject({ outputs: { validity: { policy: 'always' } } });
    await operate(sidebar, 'find');
    await sees('Review 312 contacts');
    expect(await asked()).toEqual({
      ...BASE,
      channels: ['email', 'phone'],
      route: { email: ['cleanlist', 'enrich'] },
    });
  });

  test('begins as it was chosen last in an earlier session', async () => {
    const route = { validity: ['leadleap', 'enrich'] };
    const orders = {
      validate: { channels: ['validity'], route },
      find: { channels: ['phone'] },
    } as const;
    await open({
      ...VALIDATED,
      home: [gives<'home'>(homeFor('validate', 312, { orders }))],
    });
    await sees('Asked: LeadLeap, then Enrich');
    await operate(sidebar, 'find');
    expect(await asked()).toEqual({ ...BASE, channels: ['phone'] });
    await operate(sidebar, 'validate');
    expect(await asked()).toMatchObject({ operation: 'validate', route });
  });

  test('goes through confirm and start as it was chosen, in its own words', async () => {
    await open(VALIDATED);
    await operate(sidebar, 'validate');
    await sees('Review 312 e-mails');
    await review();
    await sees('Check 312 e-mails?');
    const choice = { ...BASE, operation: 'validate', channels: ['validity'] };
    expect(await sent('quote')).toEqual([choice]);
    await sidebar.page.getByRole('button', { name: 'Check 312 e-mails', disabled: false }).click();
    await sees('Checking e-mails');
    await sees('14 of 312 e-mails');
    expect(await sent('start')).toMatchObject([{ choice }]);
  });

  test('is kept when the sheet is checked again', async () => {
    await open(VALIDATED);
    await operate(sidebar, 'validate');
    await sees('Review 312 e-mails');
    await sidebar.press('Check again');
    await sidebar.page.getByRole('button', { name: 'Check again', disabled: false }).waitFor();
    expect((await sent('home')).pop()).toEqual({
      ...{ operation: 'validate', channels: ['validity'], rows: { kind: 'all' } },
    });
  });

  test('shows the columns that matter for it; the LeadLeap id only where it does, or has a column', async () => {
    const fields = async (): Promise<string[]> =>
      (await sidebar.page.locator('.field label').allInnerTexts()).map((text) => text.trim());
    await open({ ...VALIDATED, inspect: [gives<'inspect'>(inspection())] });
    await sidebar.press(/^First name, Last name/);
    expect(await fields()).not.toContain('LeadLeap id');
    await operate(sidebar, 'validate');
    await sidebar.page.locator('[aria-controls="mapping"]').click();
    expect(await fields()).toEqual(['E-mail']);
    await sidebar.press('Other columns');
    expect(await fields()).not.toContain('LeadLeap id');
    await operate(sidebar, 'leads');
    await sees(/A lead is known by its LeadLeap id/);
    expect((await fields()).slice(0, 3)).toEqual(['E-mail', 'Phone', 'LeadLeap id']);
  });

  test('ends a retry, and a retry is in the operation of its run', async () => {
    const run = endedFor('validate', 312);
    const count = { contacts: 8, maximumCredits: quoteFor('validate', 8).maximumCredits, tried: 4 };
    const order: Pick<Choice, 'channels' | 'route'> = {
      channels: ['validity'],
      route: { validity: ['leadleap'] },
    };
    await open({
      ...VALIDATED,
      home: [gives<'home'>(homeFor('find', 312, { runs: [run], orders: { validate: order } }))],
      retryCount: [gives<'retryCount'>(count)],
    });
    await sidebar.press('Show run');
    await sidebar.press('Retry not checked');
    await sidebar.press('Retry 8 not checked');
    await sees(/Only e-mails of the run/);
    const rows = { kind: 'not_found', run: 'r1' };
    expect(await sent('retryCount')).toEqual([{ ...rows, ...order }]);
    expect((await sent('home')).pop()).toEqual({ operation: 'validate', ...order, rows });
    await operate(sidebar, 'find');
    await sees('Review 312 contacts');
    expect(await asked()).toEqual({ ...BASE, channels: ['email'] });
  });
});

test('Automatic is not offered for another operation, nor changed while it is chosen', async () => {
  const on = schedule();
  await open({
    ...VALIDATED,
    home: [gives<'home'>(homeFor('validate', 312, { schedules: [on] }))],
    schedules: [gives<'schedules'>(schedulesOf(on))],
  });
  await sees('Review 312 e-mails');
  await sidebar.menu('Automatic');
  await sidebar.press('Change');
  await sees(/Automatic only finds e-mails and phones/);
  expect(await sidebar.page.getByRole('button', { name: 'Save' }).count()).toBe(0);
});

test('a finished validation tells how many e-mails are deliverable, risky and undeliverable', async () => {
  await open({
    ...VALIDATED,
    home: [gives<'home'>(homeFor('find', 312, { runs: [endedFor('validate', 312)] }))],
  });
  await sidebar.press('Show run');
  const numbers = await sidebar.page
    .locator('section[aria-labelledby="statuses-title"] dl')
    .innerText();
  expect(numbers.split(/\s+/).join(' ')).toBe(
    'Deliverable 206 Risky 39 Undeliverable 51 Unknown 4',
  );
});

function off(account: AccountView): AccountView {
  const { vendor, name, about, sells, keyPrefix, keyPlace, portal } = account;
  return { vendor, name, about, sells, keyPrefix, keyPlace, portal, connected: false };
}
