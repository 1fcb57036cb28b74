import { cut, field, numberOf, parseJson, textOf } from '../../src/provider/untrusted';

describe('JSON from outside', () => {
  test('is undefined when it is none, and may start with a byte order mark', () => {
    expect(parseJson('{"a"')).toBeUndefined();
    expect(parseJson('')).toBeUndefined();
    expect(parseJson('\ufeff{"a":1}')).toEqual({ a: 1 });
  });

  test.each<[unknown, readonly string[], unknown]>([
    [{ a: { b: 1 } }, ['a', 'b'], 1],
    [{ a: null }, ['a', 'b'], undefined],
    [{ a: ['x'] }, ['a', '0'], undefined],
    [{}, ['constructor'], undefined],
    [{}, ['__proto__', 'toString'], undefined],
    ['text', ['length'], undefined],
    [null, ['a'], undefined],
  ])('%j has at %j its own value only', (value, path, expected) => {
    expect(field(value, ...path)).toBe(expected);
  });

  test.each<[unknown, string]>([
    [' a ', 'a'],
    [7, '7'],
    [NaN, ''],
    [true, ''],
    [['a'], ''],
    [{ toString: 'a' }, ''],
    [null, ''],
  ])('%j is text only if it is a text or a number', (value, text) => {
    expect(textOf(value)).toBe(text);
  });

  test.each<[unknown, number | null]>([
    [1.5, 1.5],
    [' 12 ', 12],
    ['-3', -3],
    ['1e9', null],
    ['0x10', null],
    ['', null],
    [Infinity, null],
    [true, null],
  ])('%j is a number only if it reads as one', (value, number) => {
    expect(numberOf(value)).toBe(number);
  });

  test('is cut between characters', () => {
    expect(cut('ab😀c', 3)).toBe('ab');
    expect(cut('ab😀c', 4)).toBe('ab😀');
    expect(cut('abc', 3)).toBe('abc');
  });
});
