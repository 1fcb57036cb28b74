// A vendor answers at once, each verdict is what its cell holds already, and the execution dies when it has put the one without a verdict
// into a batch of the next vendor, on the built bundle: the log tells of the others, and nobody is paid for again.
import { Addon } from '../support/addon';
import { VALIDATE } from '../support/by-email';

test('what was answered at once, and changed no cell, is known after a death', () => {
  const emails = [0, 1, 2, 3].map((at) => [`sample.number${at}@northwind.example`, '']);
  const addon = new Addon({ rows: [['Email', 'Email validity'], ...emails] });
  const route = { validity: ['leadleap', 'enrich'] };
  addon.workToEnd(addon.start({ ...VALIDATE, route }));
  const { leadleap } = addon.vendors;
  const real = leadleap.handle.bind(leadleap);
  let asked = 0;
  leadleap.handle = (request, nowMs) => {
    const answer = real(request, nowMs);
    if (!request.url.endsWith('/email/validate') || 'error' in answer) return answer;
    asked++;
    const body = JSON.parse(answer.body) as { data: readonly { readonly email: string }[] };
    const data = body.data.filter(({ email }) => !email.includes('number3'));
    return { ...answer, body: JSON.stringify({ ...body, data }) };
  };
  const outputs = { validity: { column: 1, policy: 'always' } } as const;
  const again = { ...VALIDATE, route, outputs };
  const run = addon.start(again);
  addon.runtime.hooks.afterCall = ({ method, args }) => {
    const isPassed =
      method === 'Properties.setProperties' && `batch:${run.id}:2` in (args[0] as object);
    return isPassed ? 'kill' : undefined;
  };
  addon.execute('work', { run: run.id });
  addon.runtime.hooks.afterCall = undefined;
  expect(asked).toBe(1);
  const view = addon.goOn(run.id);
  expect(asked).toBe(1);
  expect(view).toMatchObject({ state: 'closed', attention: [], found: { validity: 4 } });
  const unchanged = addon.log().filter(([, , , event]) => event === 'unchanged');
  expect(unchanged).toHaveLength(4);
});
