// Owns the person's way to the webhook and its deliveries: what each click asks the server, and what is asked of nobody.
import { LONGEST_TYPED_URL } from '../../src/rpc/contract-settings';
import { CONNECTED } from './fixtures';
import { opens, refuses } from './scene';
import { settings } from './side-fixtures';
import { open, sees, sent, sidebar, sitDown } from './person';
import { DELIVERIES, havingWebhook, told } from './scenes/webhook';
import { gives } from './sidebar-page';

sitDown();

const ADDRESS = 'https://hooks.example.com/in';
const webhook = (url: string) => ({ vendor: 'cleanlist', name: 'Cleanlist', url });

async function type(text: string): Promise<void> {
  await sidebar.page.getByLabel(/Address that Cleanlist/).fill(text);
  await sidebar.page
    .locator('section', { hasText: 'Advanced' })
    .getByRole('button', { name: 'Save', exact: true })
    .click();
}

test('an address that is none is asked of nobody; one is saved, told, and switched off', async () => {
  const after = (url: string) => gives<'saveSettings'>(settings({ webhooks: [webhook(url)] }));
  await open({ ...havingWebhook(), saveSettings: [after(ADDRESS), after('')] });
  await sidebar.menu('Settings');
  await sees('Webhook of Cleanlist: off');
  await sidebar.press('Webhook of Cleanlist: off');
  const address = sidebar.page.getByLabel(/Address that Cleanlist/);
  expect(await address.getAttribute('maxlength')).toBe(String(LONGEST_TYPED_URL));
  await type('hooks.example.com');
  await sees('An address that begins with https://, or nothing.');
  expect(await sent('saveSettings')).toEqual([]);
  await type(` ${ADDRESS} `);
  await sees('Webhook of Cleanlist: on');
  await sees('Saved.');
  await sidebar.press('Switch it off');
  await sees('Webhook of Cleanlist: off');
  expect(await sent('saveSettings')).toEqual(
    [ADDRESS, ''].map((url) => ({ webhook: { vendor: 'cleanlist', url } })),
  );
});

test('what the server refuses of it is said, and the page stays', async () => {
  await open({ ...havingWebhook(), saveSettings: [refuses('refused', 'This is no address.')] });
  await sidebar.menu('Settings');
  await sidebar.press('Webhook of Cleanlist: off');
  await type('https://localhost/in');
  await sees('This is no address.');
  await sees('Webhook of Cleanlist: off');
});

test('without a vendor that can tell there is nothing advanced', async () => {
  await open({ ...opens({ accounts: [CONNECTED] }), settings: [gives<'settings'>(settings())] });
  await sidebar.menu('Settings');
  await sees('Log: on');
  expect(await sidebar.page.getByText('Advanced').count()).toBe(0);
});

test('deliveries are asked for when they are opened, again by a click, and not before', async () => {
  await open({
    ...opens({ runs: [told] }),
    history: [gives<'history'>({ runs: [told], forgotten: { runs: 0, credits: [] } })],
    deliveries: [
      refuses('vendor_down', 'Cleanlist gave no usable answer.'),
      gives<'deliveries'>(DELIVERIES),
    ],
  });
  await sidebar.press('Show run');
  await sees('Show deliveries');
  expect(await sent('deliveries')).toEqual([]);
  await sidebar.press('Show deliveries');
  await sees('Cleanlist gave no usable answer.');
  await sidebar.press('Try again');
  await sees('Delivered · HTTP 200');
  await sees('Failed · no answer · Connection timed out after 10s');
  expect(await sent('deliveries')).toEqual([{ run: told.id }, { run: told.id }]);
});
