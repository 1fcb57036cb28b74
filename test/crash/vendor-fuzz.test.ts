// Malformed answers, many of them, through the built bundle: no value in another's row, none lost without a word.
import fc from 'fast-check';
import type { Channel } from '../../src/contact/contact';
import { Addon } from '../support/addon';
import { threeKinds } from '../support/people';
import { decide, EMULATOR, faultsOf, type Json, letPass, tamper } from '../run/vendor-story';

type Items = Json[];
/** A way in which an answer goes wrong while it still says of each value whose it is, or nothing at all. */
type Change = (items: Items, seed: number) => Items;

const drop = (item: Json, ...names: string[]): Json =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
const isItem = (item: unknown): boolean =>
  typeof item === 'object' && item !== null && !Array.isArray(item);
const one =
  (change: (item: Json) => Json): Change =>
  (items, seed) =>
    items.map((item, index) =>
      isItem(item) && index === seed % items.length ? change(item) : item,
    );
const every =
  (change: (item: Json) => Json): Change =>
  (items) =>
    items.map((item) => (isItem(item) ? change(item) : item));
const rotate: Change = (items, seed) => [
  ...items.slice(seed % items.length),
  ...items.slice(0, seed % items.length),
];
const shout = (value: unknown): unknown =>
  typeof value === 'string'
    ? ` ${value.toUpperCase()} `
    : Array.isArray(value)
      ? value.map(shout)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shout(part)]))
        : value;

const CHANGES: Readonly<Record<string, Change>> = {
  rotated: rotate,
  reversed: (items) => [...items].reverse(),
  'one twice': (items, seed) => [...items, ...items.slice(seed % items.length)],
  'one gone': (items, seed) => items.filter((_, index) => index !== seed % items.length),
  'no task id': every((item) => drop(item, 'task_id')),
  'one without a task id': one((item) => drop(item, 'task_id')),
  'task ids rotated': (items, seed) =>
    items.map((item, index) =>
      isItem(item) ? { ...item, task_id: items.at((index + seed) % items.length)?.task_id } : item,
    ),
  'task ids as numbers': every((item) => ({ ...item, task_id: 7 })),
  'one anonymous': one((item) => drop(item, 'prospect', 'company', 'input', 'task_id')),
  anonymous: every((item) => drop(item, 'prospect', 'company', 'input', 'task_id')),
  'no names': every((item) => drop(item, 'prospect', 'company', 'input')),
  'no company': every((item) => drop(item, 'company')),
  'names of nobody': one((item) => ({ ...item, prospect: { first_name: 'X', last_name: 'Y' } })),
  'names as numbers': one((item) => ({ ...item, prospect: { first_name: 1, last_name: 2 } })),
  'lists for objects': one((item) => ({ ...item, prospect: [item.prospect], company: [] })),
  'objects for text': one((item) => ({ ...item, company: { name: {}, domain: { a: 1 } } })),
  'other spelling of names': every((item) => ({
    ...item,
    prospect: shout(item.prospect),
    company: shout(item.company),
    ...(item.input === undefined ? {} : { input: shout(item.input) }),
  })),
  'null beside every field': every((item) => ({ ...item, error: null, email: null, phones: null })),
  junk: (items) => [null, 7, 'x', [], ...items, {}] as Items,
  strangers: (items) => [
    ...items,
    { task_id: 't', email: 'x@stranger.example', prospect: { first_name: 'A', last_name: 'B' } },
  ],
  'prototype keys': every(
    (item) =>
      JSON.parse(
        `{"__proto__":{"email":"p@evil.example","task_id":"p"},"constructor":{"prototype":7},${JSON.stringify(item).slice(1)}`,
      ) as Json,
  ),
  'a value wrapped': every((item) =>
    typeof item.primary_email === 'string'
      ? { ...item, primary_email: `Who <${item.primary_email}>` }
      : item,
  ),
  'values apart': (items) =>
    items.flatMap((item) => [
      { ...item, personal_phone_numbers: [] },
      { ...item, primary_email: null },
    ]),
};

/** Where the list of results may stand, and what else is true of the last answer. */
const FRAMES: Readonly<Record<string, (body: Json, items: Items) => unknown>> = {
  'as documented': (body, items) => ({ ...body, results: items }),
  enveloped: (body, items) => ({
    success: true,
    data: { ...drop(body, 'results'), results: items },
  }),
  'under items': (body, items) => ({ ...drop(body, 'results'), items }),
  keyed: (body, items) => ({
    ...body,
    results: Object.fromEntries(items.map((item, index) => [`k${index}`, item])),
  }),
  failed: (body, items) => ({ ...body, status: 'failed', error: 'half', results: items }),
  'word in capitals': (body, items) => ({ ...body, status: 'COMPLETED', results: items }),
  'a word nobody knows': (body, items) => ({ ...body, status: 'fertig', results: items }),
};

/** Answers to a read that say nothing: each must be read again. */
const NOISE: readonly string[] = [
  '',
  'null',
  '[]',
  '{}',
  '"completed"',
  '{"status":',
  '{"status":{"completed":true}}',
  '{"status":["completed"]}',
  '{"__proto__":{"status":"completed"}}',
  '{"success":false}',
  '<html>',
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  '\u0000',
];

const plan = fc.record({
  changes: fc.array(
    fc.tuple(
      fc.constantFrom(...Object.keys(CHANGES), 'no names', 'no names', 'task ids rotated'),
      fc.nat(5),
    ),
    {
      maxLength: 4,
    },
  ),
  frame: fc.constantFrom(...Object.keys(FRAMES)),
  noise: fc.array(fc.constantFrom(...NOISE), { maxLength: 2 }),
  taskIds: fc.constantFrom<'missing' | 'short' | 'reordered' | 'doubled' | undefined>(
    ...(['missing', 'short', 'reordered', 'doubled'] as const),
    'reordered',
    undefined,
  ),
  shape: fc.constantFrom('flat' as const, 'echo' as const),
});

let answers = 0;

test('whatever the answer says, no value is in another’s row, and none is lost without a word', () => {
  fc.assert(
    fc.property(plan, ({ changes, frame, noise, taskIds, shape }) => {
      const addon = new Addon({
        rows: threeKinds(2),
        emulator: { ...EMULATOR, shape },
      });
      const run = addon.start({ channels: ['email', 'phone'] satisfies Channel[] });
      addon.vendor.faults.nextWorkflow(taskIds === undefined ? {} : { taskIds }, 3);
      const left = [...noise];
      tamper(addon, 'status', (answer) => {
        if ('error' in answer || answer.status !== 200) return answer;
        answers += 1;
        const next = left.pop();
        if (next !== undefined) return { ...answer, body: next };
        const body = JSON.parse(answer.body) as Json;
        if (body.status === 'processing') return answer;
        const items = changes.reduce(
          (list, [name, seed]) =>
            list.length === 0 ? list : (CHANGES[name]?.(list, seed) ?? list),
          body.results as Items,
        );
        return { ...answer, body: JSON.stringify(FRAMES[frame]?.(body, items)) };
      });
      const gone = changes.some(([name]) => name === 'one gone');
      let view = letPass(addon, run, 60, 1);
      expect(problems(addon, view, gone)).toEqual([]);
      for (let asked = 0; view.state === 'waiting' && asked < 3; asked++) {
        const held = view.attention.some(({ state }) => state === 'held');
        view = letPass(addon, decide(addon, view, held ? 'place' : 'leave_out'), 60, 1);
      }
      expect(view.state).toBe('closed');
    }),
    {
      numRuns: Number(process.env.FUZZ_RUNS ?? 40),
      seed: Number(process.env.FUZZ_SEED ?? 20260901),
    },
  );
  expect(answers).toBeGreaterThan(60);
});

function problems(addon: Addon, view: Parameters<typeof faultsOf>[1], gone: boolean): string[] {
  return faultsOf(addon, view).filter((problem) => !(gone && problem.startsWith('lost:')));
}
