import { argumentsToJson, failureMessage, returnedToPage } from '../../local/runtime/script-run';
import { rig } from './script';

describe('google.script.run', () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;

  test.each([
    [[new Date()], '0'],
    [[{ a: { when: new Date() } }], 'when'],
    [[1, () => 1], '1'],
    [[circular], 'self'],
    [[new Map()], '0'],
    [[Symbol('x')], '0'],
    [[1n], '0'],
  ])('refuses to send %p', (args, property) => {
    expect(() => argumentsToJson(args)).toThrow(
      `Failed due to illegal value in property: ${property}`,
    );
  });

  test('sends plain data; undefined in an array becomes null', () => {
    expect(argumentsToJson([1, 'a', true, null, { b: [undefined, 2], c: undefined }])).toBe(
      '[1,"a",true,null,{"b":[null,2]}]',
    );
  });

  test.each([[new Date()], [{ a: new Date() }], [() => 1], [[new Map()]], [circular], [undefined]])(
    'gives the page null for a return value of %p',
    (value) => {
      expect(returnedToPage(value)).toBe(null);
    },
  );

  test('a date in what the server returns loses the whole answer, silently', () => {
    const { value } = rig('return { when: new Date(), other: 1 };');
    expect(value()).toBe(null);
  });

  test('the server gets objects of its own realm, and the page a copy', () => {
    const { value } = rig(
      'function main(a) { a.list.push(2); return [a instanceof Object, a.list instanceof Array, a]; }',
    );
    const argument = { list: [1] };
    expect(value('main', { args: [argument] })).toEqual([true, true, { list: [1, 2] }]);
    expect(argument).toEqual({ list: [1] });
  });

  test('an illegal argument fails in the page: the server never runs', () => {
    const { error, runtime } = rig(
      "function main(a) { PropertiesService.getUserProperties().setProperty('ran', '1'); }",
    );
    expect(error('main', { args: [new Date()] })).toBe(
      'Failed due to illegal value in property: 0',
    );
    expect(runtime.meter.total()).toBe(0);
  });

  test('a failure carries a message and nothing else', () => {
    const { run } = rig("const e = new Error('no'); e.code = 7; throw e;");
    const result = run('main', { as: 'rpc' });
    expect(result.kind === 'threw' && failureMessage(result)).toBe('Error: no');
    expect(result).not.toHaveProperty('code');
  });
});
