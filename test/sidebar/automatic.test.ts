// What the form of *Automatic* says before it is switched on: what that buys, and who sends this sheet's rows already.
import { checkView, home, inCredits, inspection, MARK } from './fixtures';
import { focused, open, sees, sent, sidebar, sitDown } from './person';
import { schedule, schedulesOf } from './side-fixtures';
import { gives, type Script } from './sidebar-page';

sitDown();

const FRESH = inspection({
  check: checkView({
    contacts: { total: 21, partial: 21, phone_only: 0, full: 0 },
    maximumCredits: inCredits(21),
    limit: null,
  }),
});

function form(...known: Parameters<typeof schedule>[0][]): Script {
  const schedules = known.map(schedule);
  return {
    home: [gives<'home'>(home({ schedules }))],
    schedules: [gives<'schedules'>(schedulesOf(...schedules))],
    inspect: [gives<'inspect'>(FRESH)],
  };
}

test('what switching it on buys at the first look is said above Switch on, for the rows that are new', async () => {
  await open(form());
  await sidebar.menu('Automatic');
  await sees(
    '21 contacts are new now: at most 21 credits at the first look, and never more than you allow a day.',
  );
  expect(await sent('inspect')).toEqual([
    { sheet: 7, headerMark: MARK, channels: ['email'], rows: { kind: 'new' }, isAside: true },
  ]);
});

test('contacts that the limit for a run leaves to later looks are new, too', async () => {
  const limited = checkView({
    contacts: { total: 10, partial: 10, phone_only: 0, full: 0 },
    maximumCredits: inCredits(10),
    limit: { credits: 10, left: 11 },
  });
  await open({ ...form(), inspect: [gives<'inspect'>(inspection({ check: limited }))] });
  await sidebar.menu('Automatic');
  await sees(/^21 contacts are new now: at most 10 credits at the first look/);
});

test('until it is counted that is said, and where it cannot be counted as well', async () => {
  await open({ ...form(), inspect: [{ never: true }] });
  await sidebar.menu('Automatic');
  await sees('Counting the contacts that are new now…');
  await sidebar.close();
  const refusal = { ok: false, code: 'internal', message: 'No.' } as const;
  await open({ ...form(), inspect: [{ reply: refusal }] });
  await sidebar.menu('Automatic');
  await sees('How many contacts are new now could not be counted.');
});

test('a sheet that another user has it on for says so before it is switched on', async () => {
  await open(form({ id: 's9', mine: false }));
  await sidebar.menu('Automatic');
  await sees(/^Another user has Automatic on for this sheet already/);
  await sidebar.close();
  await open(form({ id: 's9', mine: false, sheetId: 8 }));
  await sidebar.menu('Automatic');
  await sees('Of other users');
  expect(await sidebar.page.getByText('Another user has Automatic on').count()).toBe(0);
});

test('Change leads the keyboard to the form, and Cancel back to Change', async () => {
  await open(form({}));
  await sidebar.menu('Automatic');
  await sidebar.press('Change');
  await sees(/contacts are new now: at most 21 credits at the next look/);
  expect(await focused()).toBe('Change Automatic');
  await sidebar.press('Cancel');
  expect(await focused()).toBe('Change');
});
